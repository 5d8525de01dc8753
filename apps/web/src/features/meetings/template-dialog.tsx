import type { Meeting } from '@samverkan/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@navikt/ds-react'
import { useQuery } from '@tanstack/react-query'
import { dayAndClock } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { useWording } from '../../lib/session.tsx'
import { announce } from '../../ui/announcer.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorState, Loaded, LoadingState } from '../../ui/states.tsx'
import { templateQuery, useSaveTemplate } from './queries.ts'

type Props = { meeting: Meeting; onClose: () => void }

/** This agenda as the one that the forum's meetings begin with. Until somebody has done so it is our proposal. */
export function TemplateDialog({ meeting, onClose }: Props) {
  const { t } = useLingui()
  const now = useNow()
  const language = useLanguage()
  const wording = useWording()
  const template = useQuery(templateQuery(meeting.forum.code))
  const save = useSaveTemplate(meeting.forum.code)
  const forum = wording(meeting.forum)
  const send = () =>
    template.data &&
    save.mutate(
      { items: meeting.agenda.map(({ title, kind, minutes }) => ({ title, kind, minutes })), basedOn: template.data.version },
      {
        onSuccess: () => {
          announce(t`Mallen är sparad`)
          onClose()
        },
      },
    )
  return (
    <Dialog
      title={<Trans>Gör dagordningen till mall</Trans>}
      onClose={onClose}
      actions={
        <>
          <Button loading={save.isPending} disabled={!template.data?.mayChange} onClick={send}>
            <Trans>Gör till mall</Trans>
          </Button>
          <Button variant="tertiary" onClick={onClose}>
            <Trans>Avbryt</Trans>
          </Button>
        </>
      }
    >
      <p className="t-statement">
        <Trans>{forum} börjar sedan med de här punkterna. Planerade möten vars dagordning ingen har ändrat följer med.</Trans>
      </p>
      <Loaded query={template} loading={<LoadingState rows={1} />}>
        {(data) => (
          <p className="t-data mut">
            {data.isProposal || !data.changedAt ? (
              <Trans>Mallen i dag är ett förslag och kan ändras.</Trans>
            ) : (
              <Trans>
                Mallen i dag är sparad av {data.changedBy} {dayAndClock(data.changedAt, now, language)}.
              </Trans>
            )}
          </p>
        )}
      </Loaded>
      <ol className="template-items" lang="sv">
        {meeting.agenda.map((item) => (
          <li key={item.id}>{item.title}</li>
        ))}
      </ol>
      {save.isError && <ErrorState error={save.error} retry={() => void template.refetch().then(send)} />}
    </Dialog>
  )
}
