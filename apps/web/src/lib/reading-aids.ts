/**
 * What the official texts are about, in English and in short, under the codes of the reference data. Ours: the wording that counts is the
 * Swedish beside it, and a text without a line here has none rather than one that was made by a machine.
 */
export const forumAids: Readonly<Record<string, string>> = {
  'regionala-radet':
    'The owners’ forum, chaired by the county governor. Carries the overall responsibility and leads long-term development.',
  'regional-chefsgrupp': 'Drives, develops and follows up the work in ordinary mode, following the intentions of the Regional Council.',
  'regionalt-inriktande-forum':
    'Convened when needed in activated mode, for the overall regional handling of an event and for joint priorities.',
  'regional-samordningsgrupp': 'Develops, implements and follows up matters, and follows up the nine theme areas.',
  'tema-utbildning': 'A theme area, education, with working groups of its own that report to the coordination group.',
  'tema-ovning': 'A theme area, exercises, with working groups of its own that report to the coordination group.',
  'tema-omvarldsbevakning-planering':
    'A theme area, horizon scanning and joint planning, with working groups of its own that report to the coordination group.',
  'tema-utvardering-larande':
    'A theme area, evaluation and learning, with working groups of its own that report to the coordination group.',
  'tema-rsa': 'A theme area, risk and vulnerability analyses, with working groups of its own that report to the coordination group.',
  'tema-kommunikation': 'A theme area, communication, with working groups of its own that report to the coordination group.',
  'tema-teknik-ledningsstod':
    'A theme area, technology and command support, with working groups of its own that report to the coordination group.',
  'tema-sakerhetsskydd': 'A theme area, protective security, with working groups of its own that report to the coordination group.',
  'tema-krisstod': 'A theme area, crisis support, with working groups of its own that report to the coordination group.',
  kommunikatorsnatverk: 'Where regional communication work is coordinated and developed in ordinary mode; every actor is represented.',
  'regional-samverkanskonferens':
    'Held every Thursday at 16:00 to share information, look ahead, draw up a joint situational picture and see what needs coordinating.',
  'regionalt-samordnande-forum':
    'Activated in an acute situation. Draws up the joint situational picture and analyses what joint resources and communication are needed.',
  kommunikationssamordningskonferens:
    'Extra meetings on communication with the county’s communicators, held when needed in activated mode.',
  samverkansstab: 'Activated for closer collaboration and coordination. It takes no joint decisions: each actor decides for itself.',
  planeringsgrupp: 'Plans jointly for an event that is known beforehand.',
  'analys-och-beredningsgrupp': 'Prepares the proposal for a joint regional direction.',
  'stabsfunktion-lagesbild': 'A joint working group or staff function in activated mode, for the situational picture.',
  'stabsfunktion-analys': 'A joint working group or staff function in activated mode, for analysis.',
  'stabsfunktion-kommunikation': 'A joint working group or staff function in activated mode, for communication.',
  projektgrupp: 'Carries out a development project that has been commissioned.',
  'verkstallande-forum-ledningscentraler': 'Develops collaboration between the region’s command centres.',
  'samverkansgrupper-verkstallande':
    'Groups that work, continuously or for a limited time, on specific questions, projects and activities.',
  operatorskluster: 'Operators of command centres who share information quickly and at the same time, every day and at special events.',
  'daglig-samverkan-ledningscentraler': 'Daily collaboration between command centres, and passing events on to the levels above.',
  'lokala-samverkansgrupper-falt': 'Operational collaboration in the field around a single event.',
  'bilaterala-kontakter': 'Collaboration between two or more actors that normally has no overall regional perspective.',
  samordningskansli: 'Staff on loan from the actors, who work in the office as coordinators.',
  'malbilds-workshop': 'Workshops in which all 37 actors worked on the joint target vision.',
}

export const basicAids: Readonly<Record<string, string>> = {
  GF1: 'Activating joint work',
  GF2: 'Sharing information and drawing up a joint situational picture',
  GF3: 'Coordinating joint work',
  GF4: 'Directing joint work',
  GF5: 'Coordinating and directing communication',
}

export const subCapabilityAids: Readonly<Record<string, string>> = {
  '1.1': 'Passing on and taking in information on planned events, minor incidents and trends in ordinary mode.',
  '1.2': 'Knowing when an event needs escalating and regional collaboration activating.',
  '1.3': 'The functions concerned can be reached around the clock and join when called; the directing level within 60 minutes.',
  '2.1': 'Mandate and knowledge to prepare for and take part in a collaboration conference.',
  '2.3': 'Sharing information and needs that affect the joint handling, as the actor’s own facts and assumptions.',
  '2.4': 'Identifying and analysing alternative ways in which the event may develop.',
  '2.5': 'Using Rakel, the national radio system.',
  '2.6': 'Taking part in two conferences at the same time.',
  '2.7a': 'Using WIS: reading and sharing information in the region’s events.',
  '2.7b': 'Passing on the situational picture within one’s own organisation.',
  '2.8': 'Sharing information that is confidential under the Public Access to Information and Secrecy Act, or secret.',
  '3.1': 'Analysing and telling of one’s own measures that may affect others.',
  '3.2': 'Analysing over time whether the situation needs a joint regional direction.',
  '3.3': 'Making one’s own resources available for regional collaboration.',
  '3.4': 'Taking part in joint working groups, for instance on analysis, measures and planning.',
  '3.5': 'Taking stock of joint resources, and redistributing and directing them when needed.',
  '3.6': 'Planning to handle further events jointly.',
  '4.1': 'Basic knowledge of roles and responsibilities.',
  '4.2': 'Deciding on a joint regional direction; each decision concerns one’s own organisation.',
  '4.3': 'Adapting, carrying out and following up the regional direction within one’s own organisation.',
  '4.4': 'Following up jointly the measures that have been decided on.',
  '5.1': 'Treating communication as a part of crisis management, one’s own and the joint one.',
  '5.2': 'Making sure of communication skills in joint work.',
  '5.3': 'Seeing communication as a whole, and that it may need coordinating to be clear and to have effect.',
  '5.4': 'Holding a regional communication coordination conference with the other actors concerned.',
  '5.5': 'Preparing, carrying out and following up coordinated communication, and finding its gaps.',
  '5.6': 'Taking part in drawing up coordinated messages, and using them.',
  '5.7': 'Publishing and reading information notices in WIS, so as to communicate in a coordinated way.',
}

export const goalAids: Readonly<Record<string, string>> = {
  grundformagor: 'Basic capabilities: the actors meet the requirements they have set jointly.',
  'saker-informationsdelning': 'Secure information sharing: a joint security culture, with known routines.',
  'omvarldsbevakning-lagesbild':
    'Horizon scanning and situational picture: what each actor sees is put together for all, to support their decisions.',
  'forberedda-inriktningar': 'Prepared directions: plans and messages ready for chosen scenarios.',
  'virtuell-fysisk-samverkan': 'Virtual and physical collaboration: rooms of both kinds for the forums.',
  'samordnad-kommunikation': 'Coordinated communication: prepared jointly, for the groups that matter most.',
  totalforsvarsplanering: 'Adapted to total defence planning, by using the structures there are.',
  'robusta-system': 'Robust systems: routines and tools that hold, and alternatives when they do not.',
  'kontinuitet-uthallighet': 'Continuity and endurance: the strength to keep up joint work for a long time.',
  'kompatibel-stabsstruktur': 'Compatible staff structures, so that actors can work together, share resources and reinforce one another.',
}
export const overallGoalAid =
  'Together to create safety, security and effective handling of disruptions to society – every day, in a crisis and at heightened alert.'
