/**
 * What people here make passwords of, by kind and the most worn first: the estimator's own lists are English. A word is no fault, only
 * worth little; each also counts without its dots.
 */
const words = `
lösenord lösen hemlig hemligt hej hejsan hejhej välkommen sommar sommaren vinter vintern våren hösten höst vår jul påsk midsommar
sverige svensk svenska stockholm göteborg malmö uppsala västerås örebro linköping helsingborg norrköping jönköping södermalm
januari februari mars april maj juni juli augusti september oktober november december
måndag tisdag onsdag torsdag fredag lördag söndag
fotboll hockey hammarby djurgården aik brynäs frölunda malmöff bajen elfsborg
katt katten hund hunden kisse vovve häst hästen fisk fågel björn varg älg ekorre igelkott
älskar älskling kärlek mamma pappa syster bror mormor morfar farmor farfar familjen barnen
sol solen sjö snö regn storm åska himmel stjärna måne skog skogen berg hav havet ö skärgården blomma ros
kaffe bulle kanelbulle fika choklad glass pizza öl vin korv köttbullar potatis äpple banan jordgubbe
bil bilen volvo saab cykel båt buss tåg flyg hus huset stuga hem jobb jobbet kontor skola skolan dator data telefon mobil
grön blå röd gul svart vit rosa lila orange
ett två tre fyra fem sex sju åtta nio tio hundra tusen
anna eva maria karin kristina lena emma sara johanna elin ida hanna malin jenny linda sofia amanda julia alice maja ella wilma astrid
erik lars karl anders johan per nils mikael jan peter fredrik andreas daniel magnus oskar gustav emil viktor axel hugo lucas elias
admin administratör användare konto inlogg inloggning test testa prova gäst chef personal tjänst tjänsteman handläggare
kommun kommunen region regionen län länet länsstyrelsen polis polisen brandkår räddningstjänst sos larm beredskap kris krisen krisledning
samordning lägesbild jour tib totalförsvar försvar säkerhet trygghet myndighet sjukhus vård
stark bra bäst super kung kungen drottning prins ängel djävul monster tomte troll drake
du jag vi är min mitt mina din ditt inte alltid aldrig idag imorgon igår nu här där vad vem hur varför
`
const plain = (word: string): string => word.normalize('NFD').replace(/\p{M}/gu, '')

export const swedishWords: string[] = [
  ...new Set(
    words
      .split(/\s+/)
      .filter(Boolean)
      .flatMap((word) => [word, plain(word)]),
  ),
]
