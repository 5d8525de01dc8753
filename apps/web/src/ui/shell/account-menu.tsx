import { Trans, useLingui } from '@lingui/react/macro'
import { CheckmarkIcon, ChevronDownIcon, LeaveIcon, PersonIcon } from '@navikt/aksel-icons'
import { Link } from 'react-router'
import { initials } from '../../lib/formats.ts'
import { chooseLanguage, useLanguage } from '../../lib/language.tsx'
import { chooseTheme, useTheme } from '../../lib/theme.ts'
import { paths } from '../../paths.ts'
import { Popover } from '../popover.tsx'
import { Segments } from '../segments.tsx'

/** One hat a person can wear: function @ actor. */
export type Hat = { id: string; functionName: string; shortName: string; actorName: string }
export type AccountProps = { name: string; hats: readonly Hat[]; current: Hat; onWear: (hat: Hat) => void; onLogOut: () => void }

/** Who I am acting as, and what is mine: function, theme, language, sessions, out. */
export function AccountMenu({ name, hats, current, onWear, onLogOut }: AccountProps) {
  const { t } = useLingui()
  const theme = useTheme()
  const language = useLanguage()
  return (
    <Popover
      className="account"
      label={t`Ditt konto`}
      button={
        <>
          <span className="aksel-sr-only">
            <Trans>Du agerar som</Trans>{' '}
          </span>
          <span className="badge" aria-hidden>
            {initials(name)}
          </span>
          <span className="account-words">
            <b>{current.shortName}</b>
            <span>{current.actorName}</span>
          </span>
          <ChevronDownIcon aria-hidden className="desk" />
        </>
      }
    >
      {(close) => (
        <>
          <p className="account-name">
            <b>{name}</b>
          </p>
          {hats.length > 1 ? (
            <h2>
              <Trans>Agera som</Trans>
            </h2>
          ) : null}
          <ul>
            {hats.map((hat) => (
              <li key={hat.id}>
                <button
                  type="button"
                  className="popover-item"
                  aria-pressed={hat.id === current.id}
                  onClick={() => {
                    close()
                    if (hat.id !== current.id) onWear(hat)
                  }}
                >
                  <span>
                    {hat.functionName}
                    <small>{hat.actorName}</small>
                  </span>
                  <span className="spring" />
                  {hat.id === current.id && <CheckmarkIcon aria-hidden />}
                </button>
              </li>
            ))}
          </ul>
          <hr />
          <div className="account-choices">
            <Segments
              legend={t`Utseende`}
              value={theme}
              onChange={chooseTheme}
              options={[
                ['light', t`Ljust`],
                ['dark', t`Mörkt`],
                ['system', t`Som enheten`],
              ]}
            />
            <Segments
              legend={t`Språk`}
              value={language}
              onChange={(wanted) => void chooseLanguage(wanted)}
              options={[
                ['sv', 'Svenska'],
                ['en', 'English'],
              ]}
            />
          </div>
          <hr />
          <Link className="popover-item" to={paths.account} onClick={close}>
            <PersonIcon aria-hidden />
            <Trans>Konto och inloggningar</Trans>
          </Link>
          <button type="button" className="popover-item" onClick={onLogOut}>
            <LeaveIcon aria-hidden />
            <Trans>Logga ut</Trans>
          </button>
        </>
      )}
    </Popover>
  )
}
