import { Trans } from '@lingui/react/macro'
import { Switch } from '@navikt/ds-react'
import type { ReactNode } from 'react'
import { Dialog } from '../../ui/dialog.tsx'
import { useShortcutsOn } from './shortcuts.ts'
import './shortcut-list.css'

/** What `?` opens: every key in words, and the way to turn the single keys off. */
export function ShortcutList({ keys, onClose }: { keys: readonly (readonly [key: string, words: ReactNode])[]; onClose: () => void }) {
  const [on, set] = useShortcutsOn()
  return (
    <Dialog title={<Trans>Kortkommandon</Trans>} onClose={onClose}>
      <dl className="shortcut-list">
        {keys.map(([key, words]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <Switch size="small" checked={on} onChange={(event) => set(event.target.checked)}>
        <Trans>Enstaka tangenter styr mötet</Trans>
      </Switch>
      <p className="t-data mut">
        <Trans>De gäller aldrig medan du skriver i ett fält. Frågetecknet öppnar alltid den här listan.</Trans>
      </p>
    </Dialog>
  )
}
