import type { Entry, Opened } from './store.ts'

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escape = (text: string) => text.replace(/[&<>"']/g, (sign) => escapes[sign]!)

const stockholm = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'Europe/Stockholm' })
const time = (instant: string) =>
  Number.isNaN(Date.parse(instant)) ? '' : `<time datetime="${escape(instant)}">${stockholm.format(new Date(instant))}</time>`

const frame = (title: string, body: string) => `<!doctype html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)} – E-postfångaren</title>
<link rel="stylesheet" href="/style.css">
</head>
<body>
<header><a href="/">E-postfångaren</a><p>All e-post som portalen skickar på den här datorn stannar här. Ingenting går vidare till någon.</p></header>
<main>
${body}
</main>
</body>
</html>
`

export function listPage(list: { items: Entry[]; nextCursor: string | null; total: number }, search: string): string {
  const rows = list.items.map(
    ({ id, receivedAt, to, subject }) =>
      `<tr><td>${time(receivedAt)}</td><td>${to.map(escape).join('<br>')}</td><td><a href="/messages/${id}">${escape(subject || '(utan ämne)')}</a></td></tr>`,
  )
  const empty = search ? `<p>Inget brev matchar ”${escape(search)}”. <a href="/">Visa alla</a></p>` : '<p>Inga brev har skickats än.</p>'
  const table = `<table><caption>${list.total} brev${search ? ` som matchar ”${escape(search)}”` : ''}, nyast först</caption>
<thead><tr><th scope="col">Mottaget</th><th scope="col">Till</th><th scope="col">Ämne</th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table>`
  const query = new URLSearchParams({ ...(search ? { search } : {}), cursor: list.nextCursor ?? '' })
  const more = list.nextCursor ? `<p><a href="/?${escape(query.toString())}">Äldre brev</a></p>` : ''
  return frame(
    'Brev',
    `<h1>Brev</h1>
<form role="search"><label for="search">Sök på adress eller ämne</label><input id="search" name="search" type="search" value="${escape(search)}"><button>Sök</button></form>
${list.items.length > 0 ? table + more : empty}`,
  )
}

export function mailPage(mail: Opened): string {
  return frame(
    mail.subject,
    `<p><a href="/">Alla brev</a></p>
<h1>${escape(mail.subject || '(utan ämne)')}</h1>
<dl><dt>Från</dt><dd>${escape(mail.from)}</dd><dt>Till</dt><dd>${mail.to.map(escape).join('<br>')}</dd><dt>Mottaget</dt><dd>${time(mail.receivedAt)}</dd></dl>
<pre>${withLinks(mail.text)}</pre>
<p><a href="/messages/${mail.id}.eml">Hela brevet som fil (.eml)</a></p>`,
  )
}

export const missingPage = () => frame('Finns inte', '<h1>Sidan finns inte</h1><p><a href="/">Alla brev</a></p>')

function withLinks(text: string): string {
  return text
    .split(/(https?:\/\/[^\s<>"']+)/)
    .map((part, index) => (index % 2 === 1 ? `<a href="${escape(part)}" rel="noreferrer">${escape(part)}</a>` : escape(part)))
    .join('')
}

export const STYLE = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { margin: 0 auto; max-width: 60rem; padding: 1rem; }
header { border-bottom: 1px solid; margin-bottom: 1.5rem; }
header a { font-weight: 700; }
h1 { font-size: 1.5rem; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; padding: .5rem 0; }
th, td { border-bottom: 1px solid; padding: .5rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
form { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; }
input, button { font: inherit; padding: .35rem .6rem; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; border: 1px solid; padding: 1rem; font: inherit; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; }
dd { margin: 0; overflow-wrap: anywhere; }
`
