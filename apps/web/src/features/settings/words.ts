import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { SettingKey } from '@samverkan/domain'

type Words = { title: MessageDescriptor; about: MessageDescriptor }
/** What it is called and what follows when it is changed. */
export const settingWords: Record<SettingKey, Words> = {
  tib_phone: {
    title: msg`Telefon till TiB`,
    about: msg`Står på inloggningssidan, i inkallningsmejl och där någon svarar. Syns för alla, även utan inloggning.`,
  },
  late_after_minutes: {
    title: msg`Tavlan visar uteblivet svar efter`,
    about: msg`Förslag, kan ändras. Gäller inkallningar som görs från och med nu.`,
  },
  conference_lead_minutes: {
    title: msg`Tid från inkallning till konferens`,
    about: msg`Det som står ifyllt när TiB aktiverar. Kan ändras varje gång.`,
  },
  call_pause_minutes: {
    title: msg`Paus innan samma aktör kallas igen`,
    about: msg`Räknas från trycket. Under pausen går inget nytt mejl ut på samma sätt.`,
  },
  similar_call_out_minutes: {
    title: msg`Fråga om det är samma händelse inom`,
    about: msg`Räknas från en inkallning med liknande rad. Innan något går ut svarar den som trycker om det är samma händelse.`,
  },
  contact_review_days: {
    title: msg`Kontaktvägar bekräftas på nytt efter`,
    about: msg`Aktören påminns på Läget. Ingen kontaktväg tas bort av sig själv.`,
  },
  assessment_region_minimum: {
    title: msg`Minst så många aktörer i regionens sammanställning`,
    about: msg`Färre än så redovisas inte. Gäller nästa gång en omgång räknas samman.`,
  },
}
