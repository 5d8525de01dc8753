-- Reference data beyond the organisation: the capability framework, the target visions (målbilder), what the sources know of their
-- adoption, governing documents and partner organisations. `*_sv` is verbatim; `display_sv` is our corrected reading of it.
-- Self-assessments and adoptions of later years are built on these tables.

-- ── Capability framework ────────────────────────────────────────────────────
CREATE TABLE capability_frameworks (
  id uuid PRIMARY KEY,
  code text NOT NULL UNIQUE CHECK (code ~ '^[A-Z]{2}-\d{4}$'),
  version text NOT NULL,
  mode text NOT NULL CHECK (mode IN ('ordinary', 'activated')),
  name_sv text NOT NULL CHECK (name_sv <> ''),
  introduction_sv text NOT NULL,
  scope_sv text NOT NULL,
  purpose_sv text NOT NULL,
  valid_from date NOT NULL,
  valid_to date,
  facts jsonb NOT NULL DEFAULT '{}',
  source_ref text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (code, version, mode),
  CHECK (valid_to IS NULL OR valid_to >= valid_from)
);
CREATE TRIGGER capability_frameworks_touch BEFORE UPDATE ON capability_frameworks FOR EACH ROW EXECUTE FUNCTION touch_updated_at();

-- The five basic capabilities (grundförmågor). Named differently in different places (A-02): the variants are kept.
CREATE TABLE capabilities (
  id uuid PRIMARY KEY,
  framework_id uuid NOT NULL REFERENCES capability_frameworks (id),
  code text NOT NULL CHECK (code ~ '^GF\d{1,2}$'),
  number int NOT NULL CHECK (number > 0),
  name_sv text NOT NULL CHECK (name_sv <> ''),
  display_sv text NOT NULL CHECK (display_sv <> ''),
  name_variants jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(name_variants) = 'array'),
  source_ref text NOT NULL,
  UNIQUE (framework_id, code),
  UNIQUE (framework_id, number),
  UNIQUE (id, framework_id)
);

-- The printed number is no key: 2:7 is printed twice, 2:2 never, two have a dot (A-01).
CREATE TABLE capability_sub_capabilities (
  id uuid PRIMARY KEY,
  capability_id uuid NOT NULL,
  framework_id uuid NOT NULL,
  code text NOT NULL CHECK (code ~ '^\d{1,2}\.\d{1,2}[a-z]?$'),
  printed_number text NOT NULL CHECK (printed_number ~ '^\d{1,2}[:.]\d{1,2}$'),
  text_sv text NOT NULL CHECK (text_sv <> ''),
  display_sv text,
  comment_sv text,
  mode text CHECK (mode IN ('ordinary', 'activated')),
  is_provisional boolean NOT NULL DEFAULT false,
  thresholds jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(thresholds) = 'array'),
  quirk text,
  source_ref text NOT NULL,
  sort_order int NOT NULL,
  FOREIGN KEY (capability_id, framework_id) REFERENCES capabilities (id, framework_id),
  UNIQUE (capability_id, code),
  UNIQUE (framework_id, code),
  UNIQUE (id, framework_id)
);

-- What an actor assesses. The one about a common function (RSIB) is kept with the others but never scored by an actor (A-26).
CREATE TABLE capability_indicators (
  id uuid PRIMARY KEY,
  sub_capability_id uuid NOT NULL,
  framework_id uuid NOT NULL,
  code text NOT NULL CHECK (code ~ '^\d{1,2}\.\d{1,2}[a-z]?\.\d{1,2}$'),
  seq int NOT NULL CHECK (seq > 0),
  lead_in_sv text CHECK (lead_in_sv <> ''),
  text_sv text NOT NULL CHECK (text_sv <> ''),
  display_sv text,
  audience text NOT NULL CHECK (audience IN ('all_actors', 'designated_actors', 'common_function')),
  audience_is_stated boolean NOT NULL,
  subject text NOT NULL CHECK (subject IN ('actor', 'actor_participant', 'directing_representative', 'rsib')),
  common_function_code text REFERENCES functions (code),
  is_bulleted boolean NOT NULL,
  is_parenthesised boolean NOT NULL DEFAULT false,
  assessed_by_actor boolean NOT NULL,
  quirk text,
  external_note text,
  FOREIGN KEY (sub_capability_id, framework_id) REFERENCES capability_sub_capabilities (id, framework_id),
  CONSTRAINT capability_indicators_common_function CHECK ((audience = 'common_function') = (common_function_code IS NOT NULL)),
  CONSTRAINT capability_indicators_assessed CHECK (assessed_by_actor = (audience <> 'common_function')),
  UNIQUE (sub_capability_id, seq),
  UNIQUE (framework_id, code),
  UNIQUE (id, framework_id)
);

-- 5:7 says "Se 1:1 och 2:7"; as 2:7 is printed twice, both are kept.
CREATE TABLE capability_references (
  from_id uuid NOT NULL REFERENCES capability_sub_capabilities (id),
  to_id uuid NOT NULL REFERENCES capability_sub_capabilities (id),
  PRIMARY KEY (from_id, to_id),
  CHECK (from_id <> to_id)
);

-- ── Target visions (målbilder) ──────────────────────────────────────────────
CREATE TABLE target_visions (
  id uuid PRIMARY KEY,
  code text NOT NULL UNIQUE CHECK (code ~ '^[a-z0-9-]{2,60}$'),
  title_sv text NOT NULL CHECK (title_sv <> ''),
  starts_on date NOT NULL,
  ends_on date NOT NULL,
  version_label text,
  overall_goal_sv text NOT NULL CHECK (overall_goal_sv <> ''),
  overall_goal_footnote_sv text,
  means_sv text,
  goal_nature_sv text,
  assessment_sv text,
  listing_sv text,
  previous_id uuid UNIQUE REFERENCES target_visions (id),
  state text NOT NULL CHECK (state IN ('drafting', 'consultation', 'main_content_presented', 'approved_for_adoption', 'dispatched', 'in_force', 'replaced')),
  -- 2023–2026 is known from a summary of six areas: the others were not mentioned, which is not the same as ended (A-20).
  is_complete boolean NOT NULL,
  completeness_note text,
  facts jsonb NOT NULL DEFAULT '{}',
  source_ref text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CHECK (ends_on > starts_on),
  CHECK (is_complete OR completeness_note <> ''),
  CHECK (previous_id <> id)
);
CREATE TRIGGER target_visions_touch BEFORE UPDATE ON target_visions FOR EACH ROW EXECUTE FUNCTION touch_updated_at();

CREATE TABLE target_vision_goal_areas (
  id uuid PRIMARY KEY,
  target_vision_id uuid NOT NULL REFERENCES target_visions (id),
  code text NOT NULL CHECK (code ~ '^[a-z0-9-]{2,60}$'),
  name_sv text NOT NULL CHECK (name_sv <> ''),
  display_sv text,
  statement_sv text NOT NULL CHECK (statement_sv <> ''),
  clarifications_sv text[] NOT NULL DEFAULT '{}',
  embedded_list_sv text[] NOT NULL DEFAULT '{}',
  predecessor_id uuid REFERENCES target_vision_goal_areas (id),
  change_note text,
  quirk text,
  source_ref text NOT NULL,
  sort_order int NOT NULL,
  UNIQUE (target_vision_id, code),
  UNIQUE (target_vision_id, sort_order),
  UNIQUE (id, target_vision_id),
  CHECK (predecessor_id <> id)
);

-- What the work stands on (förutsättningsskapande): not goal areas and never counted among them.
CREATE TABLE target_vision_foundation_areas (
  id uuid PRIMARY KEY,
  target_vision_id uuid NOT NULL REFERENCES target_visions (id),
  code text NOT NULL CHECK (code ~ '^[a-z0-9-]{2,60}$'),
  text_sv text NOT NULL CHECK (text_sv <> ''),
  source_ref text NOT NULL,
  sort_order int NOT NULL,
  UNIQUE (target_vision_id, code)
);

-- How a target vision came about. Both "huvuddragen föredragits" and "fastslagits" are kept as steps (A-16).
CREATE TABLE target_vision_steps (
  id uuid PRIMARY KEY,
  target_vision_id uuid NOT NULL REFERENCES target_visions (id),
  seq int NOT NULL CHECK (seq > 0),
  kind text NOT NULL CHECK (kind IN ('workshop', 'consultation', 'presented', 'approved', 'established', 'dispatched', 'adoption_requested', 'proposed')),
  forum_id uuid REFERENCES forums (id),
  actor_id uuid REFERENCES actors (id),
  on_date date,
  deadline date,
  certainty text NOT NULL CHECK (certainty IN ('stated', 'derived', 'unknown')),
  quote_sv text,
  what_en text NOT NULL,
  note text,
  source_ref text NOT NULL,
  UNIQUE (target_vision_id, seq),
  CHECK ((certainty = 'unknown') = (on_date IS NULL AND deadline IS NULL))
);

-- Who signed the document then; says nothing about who holds an office now.
CREATE TABLE target_vision_signatories (
  target_vision_id uuid NOT NULL REFERENCES target_visions (id),
  seq int NOT NULL CHECK (seq > 0),
  name text NOT NULL CHECK (name <> ''),
  title_sv text NOT NULL CHECK (title_sv <> ''),
  source_ref text NOT NULL,
  PRIMARY KEY (target_vision_id, seq)
);

CREATE TABLE target_vision_governing_documents (
  id uuid PRIMARY KEY,
  code text NOT NULL UNIQUE CHECK (code ~ '^[a-z0-9.-]{2,60}$'),
  title_sv text NOT NULL CHECK (title_sv <> ''),
  issuer_sv text,
  year int,
  validity_sv text,
  version_note text,
  relation text,
  target_vision_id uuid REFERENCES target_visions (id),
  framework_id uuid REFERENCES capability_frameworks (id),
  source_ref text NOT NULL,
  sort_order int NOT NULL
);

-- ── Adoptions: each actor's own decision on a target vision ─────────────────
CREATE TABLE adoptions (
  id uuid PRIMARY KEY,
  target_vision_id uuid NOT NULL REFERENCES target_visions (id),
  -- null: a decision in the sources that names no actor (A-29). It counts for nobody until somebody knows whose it is.
  actor_id uuid REFERENCES actors (id),
  state text NOT NULL CHECK (state IN ('dispatched', 'registered', 'in_preparation', 'proposed', 'decided', 'notified')),
  outcome text CHECK (outcome IN ('adopted', 'rejected', 'deferred')),
  case_number text CHECK (case_number <> ''),
  body_sv text,
  proposed_by_sv text,
  paragraph text,
  decision_sv text,
  document_on date,
  decided_on date,
  notified_on date,
  deadline date,
  note text,
  facts jsonb NOT NULL DEFAULT '{}',
  -- null: entered in the portal.
  source_ref text,
  version int NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  -- A proposal is never a decision, and nothing is notified before it is decided (I-22).
  CONSTRAINT adoptions_outcome CHECK ((state IN ('decided', 'notified')) = (outcome IS NOT NULL)),
  CONSTRAINT adoptions_decided_on CHECK (decided_on IS NULL OR outcome IS NOT NULL),
  CONSTRAINT adoptions_notified_on CHECK (notified_on IS NULL OR state = 'notified'),
  CONSTRAINT adoptions_unlinked_is_historical CHECK (actor_id IS NOT NULL OR source_ref IS NOT NULL)
);
CREATE UNIQUE INDEX adoptions_one_per_actor ON adoptions (target_vision_id, actor_id) WHERE actor_id IS NOT NULL;
CREATE TRIGGER adoptions_touch BEFORE UPDATE ON adoptions FOR EACH ROW EXECUTE FUNCTION touch_updated_at();

CREATE TABLE adoption_preparations (
  id uuid PRIMARY KEY,
  adoption_id uuid NOT NULL REFERENCES adoptions (id),
  body_sv text NOT NULL CHECK (body_sv <> ''),
  paragraph text,
  on_date date,
  outcome_sv text
);
CREATE INDEX adoption_preparations_adoption ON adoption_preparations (adoption_id);

CREATE TABLE adoption_attachments (
  adoption_id uuid NOT NULL REFERENCES adoptions (id),
  seq int NOT NULL CHECK (seq > 0),
  title_sv text NOT NULL CHECK (title_sv <> ''),
  PRIMARY KEY (adoption_id, seq)
);

-- ── Organisations beside the members ────────────────────────────────────────
CREATE TABLE actor_partner_organisations (
  code text PRIMARY KEY CHECK (code ~ '^[a-z0-9-]{2,40}$'),
  name text COLLATE "sv-SE-x-icu" NOT NULL CHECK (name <> ''),
  relation text NOT NULL CHECK (relation <> ''),
  source_ref text NOT NULL,
  sort_order int NOT NULL
);

GRANT SELECT ON capability_frameworks, capabilities, capability_sub_capabilities, capability_indicators, capability_references,
  target_visions, target_vision_goal_areas, target_vision_foundation_areas, target_vision_steps, target_vision_signatories,
  target_vision_governing_documents, adoptions, adoption_preparations, adoption_attachments, actor_partner_organisations
  TO samverkan_app, samverkan_worker;
