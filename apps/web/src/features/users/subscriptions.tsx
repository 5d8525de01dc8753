import { useLingui as useMessages } from '@lingui/react'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Checkbox } from '@navikt/ds-react'
import type { SubscriptionTopic } from '@samverkan/domain'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useSession } from '../../lib/session.tsx'
import { subscriptionsQuery } from '../../lib/subscriptions.ts'
import { announce } from '../../ui/announcer.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ErrorState, Loaded, LoadingState } from '../../ui/states.tsx'
import { useChooseSubscription } from './queries.ts'
import './users.css'

/** What the portal writes of today; a topic that nothing is sent about is not offered. */
const offered: Partial<Record<SubscriptionTopic, { name: MessageDescriptor; what: MessageDescriptor }>> = {
  'situational-pictures': { name: msg`Lägesbilder`, what: msg`När en gemensam lägesbild publiceras eller får en ny version` },
  meetings: { name: msg`Möten`, what: msg`När torsdagskonferensens dagordning skickas ut, eller ett möte flyttas eller ställs in` },
  measures: { name: msg`Åtgärder`, what: msg`När din aktör får en åtgärd, och när tiden för den går ut` },
}

/** Chosen one by one and by the person alone: nothing is ticked beforehand. A call-out comes in any case. */
export function Subscriptions() {
  const { t } = useLingui()
  const { _ } = useMessages()
  const { user } = useSession()
  const subscriptions = useQuery(subscriptionsQuery)
  // What was pressed shows at once, and can be pressed again while it is being saved.
  const [pressed, setPressed] = useState<Partial<Record<SubscriptionTopic, boolean>>>({})
  const choose = useChooseSubscription(({ topic, isOn }, saved) => {
    setPressed(({ [topic]: last, ...others }) => (last === undefined || last === isOn ? others : { ...others, [topic]: last }))
    const words = offered[topic]
    if (!saved || !words) return
    const name = _(words.name)
    announce(isOn ? t`${name}: du får mejl.` : t`${name}: du får inga mejl.`)
  })
  return (
    <Panel title={<Trans>Utskick till mig</Trans>}>
      {choose.isError && <ErrorState error={choose.error} />}
      <p className="subscriptions-note t-data mut">
        <Trans>
          Skickas till <span className="wide">{user.email}</span>. Inkallningar kommer alltid, de styrs av aktörens kontaktlista.
        </Trans>
      </p>
      <Loaded query={subscriptions} loading={<LoadingState rows={3} />}>
        {({ items }) => (
          <ul className="rows">
            {items.map(({ topic, isOn }) => {
              const words = offered[topic]
              if (!words) return null
              return (
                <li key={topic} className="subscription">
                  <Checkbox
                    size="small"
                    checked={pressed[topic] ?? isOn}
                    description={_(words.what)}
                    onChange={({ target: { checked } }) => {
                      setPressed((before) => ({ ...before, [topic]: checked }))
                      choose.mutate({ topic, isOn: checked })
                    }}
                  >
                    {_(words.name)}
                  </Checkbox>
                </li>
              )
            })}
          </ul>
        )}
      </Loaded>
    </Panel>
  )
}
