import type pg from 'pg'
import { SetupProblem } from '../owner.ts'
import type { ReferenceFiles } from './files.ts'
import { stableId } from './ids.ts'
import { sourceRef } from './source-ref.ts'
import { upsert } from './upsert.ts'

const visionId = (code: string): string => stableId('target_visions', code)
const forumId = (code: string | null | undefined): string | null => (code ? stableId('forums', code) : null)
const actorId = (code: string | null | undefined): string | null => (code ? stableId('actors', code) : null)
const notes = (...parts: (string | undefined)[]): string | null => parts.filter((part) => part !== undefined).join(' ') || null

/** The target visions with goal areas, foundation areas, signatories and the steps towards them. */
export async function loadTargetVisions(client: pg.Client, { goals: { targetVisions, adoption }, own }: ReferenceFiles): Promise<number> {
  const codes = new Map(targetVisions.map((vision) => [vision.code, vision]))
  const visions = targetVisions.map((vision) => ({
    id: visionId(vision.code),
    code: vision.code,
    title_sv: vision.title,
    starts_on: vision.period.from,
    ends_on: vision.period.to,
    version_label: vision.version,
    overall_goal_sv: vision.overallGoal.text,
    overall_goal_footnote_sv: vision.overallGoal.footnote ?? null,
    means_sv: vision.means?.text ?? null,
    goal_nature_sv: vision.goalNature?.text ?? null,
    assessment_sv: vision.assessment ?? null,
    listing_sv: vision.listingSentence ?? null,
    previous_id: vision.predecessor ? visionId(vision.predecessor) : null,
    state: own.targetVisions.states[vision.code] ?? 'dispatched',
    is_complete: vision.goalAreasComplete,
    completeness_note: vision.completenessNote ?? null,
    facts: vision,
    source_ref: sourceRef(vision.overallGoal.source),
  }))
  const goalAreas = targetVisions.flatMap((vision) =>
    vision.goalAreas.map((area) => {
      const before = vision.predecessor && codes.get(vision.predecessor)?.goalAreas.some(({ code }) => code === area.code)
      return {
        id: stableId('target_vision_goal_areas', `${vision.code}/${area.code}`),
        target_vision_id: visionId(vision.code),
        code: area.code,
        name_sv: area.name,
        display_sv: area.displayName ?? null,
        statement_sv: area.statement,
        clarifications_sv: area.clarification ?? [],
        embedded_list_sv: area.embeddedList ?? [],
        predecessor_id: before ? stableId('target_vision_goal_areas', `${vision.predecessor}/${area.code}`) : null,
        change_note: area.changeFrom2019 ?? null,
        quirk: area.quirk ?? null,
        source_ref: sourceRef(area.source),
        sort_order: area.sortOrder,
      }
    }),
  )
  const foundations = targetVisions.flatMap((vision) =>
    (vision.foundationAreas ?? []).map((area, index) => ({
      id: stableId('target_vision_foundation_areas', `${vision.code}/${area.code}`),
      target_vision_id: visionId(vision.code),
      code: area.code,
      text_sv: area.text,
      source_ref: sourceRef(area.source),
      sort_order: index + 1,
    })),
  )
  const signatories = targetVisions.flatMap((vision) =>
    (vision.signatories ?? []).map(({ name, title, source }, index) => ({
      target_vision_id: visionId(vision.code),
      seq: index + 1,
      name,
      title_sv: title,
      source_ref: sourceRef(source),
    })),
  )
  const steps = adoption.flatMap(({ targetVision, process }) =>
    process.map((step) => {
      const reading = own.targetVisions.steps[targetVision]?.find((one) => one.step === step.step)
      if (!reading)
        throw new SetupProblem(
          `Steg ${step.step} mot ${targetVision} i goals.json saknar en rad under targetVisions.steps i own.json. Ingenting har ändrats i databasen.`,
        )
      return {
        id: stableId('target_vision_steps', `${targetVision}/${step.step}`),
        target_vision_id: visionId(targetVision),
        seq: step.step,
        kind: reading.kind,
        forum_id: forumId(reading.forum),
        actor_id: actorId(reading.actor),
        on_date: step.date ?? null,
        deadline: step.deadline ?? null,
        certainty: reading.certainty,
        quote_sv: step.quote ?? null,
        what_en: step.what,
        note: notes(step.dateNote, step.deadlineNote, step.notifyNote, step.quirk),
        source_ref: sourceRef(step.source),
      }
    }),
  )
  return (
    (await upsert(client, { table: 'target_visions', key: ['id'], rows: visions, initial: ['state'] })) +
    (await upsert(client, { table: 'target_vision_goal_areas', key: ['id'], rows: goalAreas })) +
    (await upsert(client, { table: 'target_vision_foundation_areas', key: ['id'], rows: foundations })) +
    (await upsert(client, { table: 'target_vision_signatories', key: ['target_vision_id', 'seq'], rows: signatories })) +
    (await upsert(client, { table: 'target_vision_steps', key: ['id'], rows: steps }))
  )
}

export async function loadGoverningDocuments(client: pg.Client, { goals: { governingDocuments }, own }: ReferenceFiles): Promise<number> {
  const { frameworks, targetVisions } = own.governingDocuments
  const rows = governingDocuments.map((document, index) => ({
    id: stableId('target_vision_governing_documents', document.code),
    code: document.code,
    title_sv: document.title,
    issuer_sv: document.issuer ?? null,
    year: document.year ?? null,
    validity_sv: document.validity ?? null,
    version_note: document.versionNote ?? null,
    relation: document.relation ?? null,
    target_vision_id: targetVisions[document.code] ? visionId(targetVisions[document.code]!) : null,
    framework_id: frameworks[document.code] ? stableId('capability_frameworks', frameworks[document.code]!) : null,
    source_ref: sourceRef(document.source),
    sort_order: index + 1,
  }))
  return upsert(client, { table: 'target_vision_governing_documents', key: ['id'], rows })
}

/** What the sources know of actors' own decisions: one decision that names no actor (A-29) and one proposal, which stays a proposal. */
export async function loadAdoptions(client: pg.Client, { goals: { adoption } }: ReferenceFiles): Promise<number> {
  const all = adoption.flatMap(({ targetVision, process, decisions }) =>
    decisions.map((decision) => {
      const id = stableId('adoptions', `${targetVision}/${decision.diarienummer}`)
      const isDecision = decision.decision !== undefined
      const row = {
        id,
        target_vision_id: visionId(targetVision),
        actor_id: actorId(decision.actor),
        state: isDecision ? 'decided' : 'proposed',
        outcome: isDecision ? 'adopted' : null,
        case_number: decision.diarienummer,
        body_sv: decision.body,
        proposed_by_sv: decision.proposedBy ?? null,
        paragraph: decision.paragraph,
        decision_sv: decision.decision ?? null,
        document_on: decision.documentDate ?? null,
        decided_on: isDecision ? decision.date : null,
        deadline: process.find((step) => step.deadline)?.deadline ?? null,
        note: notes(
          decision.actorNote,
          decision.dateNote,
          decision.trailingNumber && `Trailing number ${decision.trailingNumber}: ${decision.trailingNumberNote}`,
          decision.statusNote,
        ),
        facts: decision,
        source_ref: sourceRef(decision.source),
        version: 1,
      }
      const preparations = (decision.preparation ?? []).map(({ body, paragraph, date, outcome }, index) => ({
        id: stableId('adoption_preparations', `${id}/${index + 1}`),
        adoption_id: id,
        body_sv: body,
        paragraph,
        on_date: date,
        outcome_sv: outcome,
      }))
      const attachments = decision.attachments.map((title, index) => ({ adoption_id: id, seq: index + 1, title_sv: title }))
      return { row, preparations, attachments }
    }),
  )
  // An actor that goes on with its own matter in the portal knows better than the sources do.
  const initial = ['state', 'outcome', 'decided_on', 'decision_sv', 'paragraph', 'actor_id', 'version']
  return (
    (await upsert(client, { table: 'adoptions', key: ['id'], rows: all.map(({ row }) => row), initial })) +
    (await upsert(client, { table: 'adoption_preparations', key: ['id'], rows: all.flatMap(({ preparations }) => preparations) })) +
    (await upsert(client, {
      table: 'adoption_attachments',
      key: ['adoption_id', 'seq'],
      rows: all.flatMap(({ attachments }) => attachments),
    }))
  )
}
