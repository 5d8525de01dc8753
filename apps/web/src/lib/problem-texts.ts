import { msg } from '@lingui/core/macro'
import { type Code, firstTexts, type ProblemText } from './first-problem-texts.ts'

/** A code without a text does not compile. Fetched beside the first page and not in it (`use-problem-text.ts`). */
export const problemTexts: Record<Code, ProblemText> = {
  ...firstTexts,
  invalid: {
    title: msg`Något i det du skrev går inte att spara`,
    detail: msg`Det du skrivit finns kvar. Se över det, korta det som är för långt och skicka igen.`,
  },
  'wrong-origin': {
    title: msg`Sidan är öppnad från en annan adress än portalens`,
    detail: msg`Inget har ändrats. Öppna portalen på dess vanliga adress och gör om det du skulle göra.`,
  },
  'method-not-allowed': {
    title: msg`Portalen och servern förstår inte varandra`,
    detail: msg`Ladda om sidan och försök igen.`,
    isKept: true,
  },
  'storage-low': {
    title: msg`Det är ont om plats på serverns disk`,
    detail: msg`Inget är sparat på servern. Inkallningar och svar går igenom, det här får vänta tills den som sköter servern har frigjort plats. Försök igen då.`,
    isKept: true,
  },
  'stale-version': {
    title: msg`Någon annan hann ändra det här`,
    detail: msg`Det du skrivit finns kvar här, och kollegans är sparat. Jämför dem innan du sparar igen.`,
  },
  'wrong-state': {
    title: msg`Läget har ändrats sedan du öppnade sidan`,
    detail: msg`Sidan visar nu hur det är.`,
    isKept: true,
  },
  'activation-closed': { title: msg`Aktiveringen är avslutad`, detail: msg`Inget har ändrats. Vad som hände står kvar i händelsens logg.` },
  'mode-in-doubt': {
    title: msg`Är det en övning eller är det skarpt?`,
    detail: msg`Ingen är kallad. Raden och det valda läget säger olika saker. Svara vad det är, och kalla sedan in.`,
  },
  'similar-call-out': {
    title: msg`Någon har nyss kallat in med en liknande rad`,
    detail: msg`Ingen är kallad av ditt tryck. Se efter om det är samma händelse, och säg det innan du kallar in.`,
  },
  'already-activated': {
    title: msg`Forumet är redan aktiverat för den här händelsen`,
    detail: msg`Ingen har kallats en gång till. Öppna inkallningstavlan för att se svaren.`,
  },
  'round-exists': { title: msg`Det finns redan en omgång för det året`, detail: msg`Inget har ändrats. Öppna den som finns.` },
  'round-closed': {
    title: msg`Omgången är inte öppen`,
    detail: msg`Svaret är inte sparat på servern. Kansliet kan berätta vad som gäller.`,
    isKept: true,
  },
  'assessment-locked': {
    title: msg`Självskattningen är undertecknad och låst`,
    detail: msg`Svaret är inte sparat på servern. Kansliet kan öppna självskattningen igen.`,
    isKept: true,
  },
  'assessment-incomplete': {
    title: msg`Alla indikatorer är inte besvarade`,
    detail: msg`Svara på dem som saknas, så går det att lämna självskattningen vidare.`,
  },
  'meeting-exists': {
    title: msg`Forumet har redan ett möte då`,
    detail: msg`Välj en annan dag eller tid. Ingenting har ändrats.`,
  },
  'meeting-locked': {
    title: msg`Mötet har gått vidare`,
    detail: msg`Det du skrivit är inte sparat på servern men finns kvar här. Läs mötet på nytt och se vad som fortfarande går att ändra.`,
  },
  'meeting-cancelled': { title: msg`Mötet är inställt`, detail: msg`Det går inte att skriva i ett inställt möte.` },
  'reports-missing': {
    title: msg`Alla som är med har inte sagt något`,
    detail: msg`Ge dem ordet, eller avsluta mötet ändå.`,
  },
  'too-early': {
    title: msg`Det är inte dags för mötet ännu`,
    detail: msg`Det går att öppna samma dag. Ska det hållas tidigare, flytta det först, så får alla berörda besked.`,
  },
  'no-such-time': {
    title: msg`Det klockslaget finns inte den dagen`,
    detail: msg`Klockan ställs fram från 02 till 03 den natten. Inget är ändrat, och det du skrivit finns kvar. Välj ett klockslag före 02 eller från 03.`,
  },
  'time-passed': {
    title: msg`Klockslaget har redan varit`,
    detail: msg`Inget är ändrat, och det du skrivit finns kvar. Välj en senare tid. Ett möte som redan har hållits förs in i efterhand när det planeras.`,
  },
  'reason-needed': { title: msg`Det behövs ett skäl`, detail: msg`Skriv en rad om varför. Ingenting har ändrats.` },
  'nothing-to-repeat': {
    title: msg`Det finns ingen tidigare rapport`,
    detail: msg`Din aktör rapporterade inget förra gången. Välj att ni har något eller inget att rapportera.`,
  },
  'line-withdrawn': {
    title: msg`Raden är återtagen`,
    detail: msg`Den kan inte rättas eller lyftas in. Det du har skrivit finns kvar; rapportera det som en ny rad.`,
  },
  'no-next-meeting': {
    title: msg`Forumet har inget kommande möte`,
    detail: msg`Planera ett möte i forumet först, så går punkten att ta upp där.`,
  },
  'already-used': { title: msg`Länken är redan använd`, detail: msg`Logga in som vanligt, eller be om en ny länk.` },
  'nobody-to-call': { title: msg`Ingen går att kalla`, detail: msg`Välj minst en aktör som har en kontaktväg.`, isKept: true },
  'called-recently': {
    title: msg`Alla har nyss kallats`,
    detail: msg`Ingen har kallats en gång till. Vänta någon minut, eller ring.`,
  },
  'sent-recently': {
    title: msg`Länken skickades nyss`,
    detail: msg`Ingen ny är skickad: den som redan är på väg gäller. Vänta två minuter.`,
  },
  'measures-remain': {
    title: msg`Det finns öppna åtgärder`,
    detail: msg`Anteckningen finns kvar. Välj vart varje öppen åtgärd tar vägen, så går det att avsluta.`,
  },
  'picture-archived': {
    title: msg`Lägesbilden är avslutad`,
    detail: msg`Publicerade versioner går att läsa som förut.`,
    isKept: true,
  },
  'picture-empty': { title: msg`Det finns inget att publicera`, detail: msg`Lyft in minst en rad eller skriv en sammanfattning först.` },
  'handling-refused': {
    title: msg`Sekretess kan inte hanteras i portalens lägesbild`,
    detail: msg`Inget har ändrats. Uppgifter som omfattas av sekretess delas i en annan kanal, med namngivna mottagare.`,
  },
  'looks-secret': {
    title: msg`Texten ser ut att vara hemlig`,
    detail: msg`Inget är sparat på servern. Det du skrivit finns kvar här. Ta bort det som är hemligt, eller intyga att texten inte är det.`,
  },
  'texts-unseen': {
    title: msg`Texterna är inte genomlästa`,
    detail: msg`Inget är publicerat. Läs igenom texterna så som de står nu, och publicera sedan.`,
  },
  'email-taken': {
    title: msg`Adressen används redan i portalen`,
    detail: msg`Inget är skickat. Finns personen hos er står den i listan; annars kan systemadministratören hjälpa till.`,
  },
  'already-held': {
    title: msg`Personen har redan den funktionen under den tiden`,
    detail: msg`Det du valt finns kvar. Ändra tiden på den som finns, eller välj en annan tid.`,
  },
  'last-admin': {
    title: msg`Portalen behöver någon som kan administrera den`,
    detail: msg`Inget är ändrat. Ge någon annan funktionen systemadministratör tills vidare först.`,
  },
  'own-function': {
    title: msg`Det är din egen funktion`,
    detail: msg`Inget är ändrat. Du kan inte själv ta tillbaka den, så bekräfta först att du vill avsluta den.`,
  },
  'link-withdrawn': {
    title: msg`Länken gäller inte längre`,
    detail: msg`Den är återtagen eller ersatt av en nyare. Använd länken i det senaste mejlet, eller be aktörens administratör om en ny.`,
  },
  'link-expired': { title: msg`Länken har gått ut`, detail: msg`Ring TiB vid Länsstyrelsen så tar de emot ditt svar.` },
  'too-large': { title: msg`Det du skickade är för stort`, detail: msg`Det finns kvar här. Korta det och skicka igen.` },
  'wrong-type': {
    title: msg`Portalen och servern förstår inte varandra`,
    detail: msg`Ladda om sidan och försök igen.`,
    isKept: true,
  },
  'key-reused': {
    title: msg`Det här är redan skickat, med ett annat innehåll`,
    detail: msg`Det första gäller. Ladda om sidan för att se det.`,
  },
}
