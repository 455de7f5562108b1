/** Words for invented cases. Regions are where the local groups of the cast work. */
import type { OrgKey } from './cast.ts'
import type { PlannedRelation } from './planModel.ts'

export interface Region {
  readonly countries: readonly string[]
  readonly languages: readonly string[]
  readonly given: readonly string[]
  readonly family: readonly string[]
  /** Somewhere to be, as it would stand in the identity part. */
  readonly places: readonly string[]
}

const LAKES: Region = {
  countries: ['KE', 'UG', 'TZ', 'RW'],
  languages: ['sw', 'en'],
  given: [
    'Achieng',
    'Baraka',
    'Chebet',
    'Daudi',
    'Esther',
    'Farida',
    'Gatete',
    'Halima',
    'Imani',
    'Jabari',
    'Kerubo',
    'Lwanga',
    'Mumbi',
    'Neema',
    'Okello',
    'Penina',
  ],
  family: ['Omondi', 'Kamau', 'Nabirye', 'Chepkoech', 'Mushi', 'Habimana', 'Wafula', 'Atieno', 'Kato', 'Mwangi', 'Lemayian', 'Ndagire'],
  places: [
    'With an aunt two hours from home',
    'A guest house near the mission hospital',
    'Moves between two friends',
    'At home, with the gate locked',
  ],
}

const VALLEYS: Region = {
  countries: ['HN', 'GT', 'SV', 'CO'],
  languages: ['es'],
  given: [
    'Araceli',
    'Bayardo',
    'Candelaria',
    'Delmi',
    'Evelio',
    'Flor',
    'Gilberto',
    'Hilda',
    'Ixmucané',
    'Julián',
    'Karla',
    'Leonel',
    'Miriam',
    'Nohemí',
    'Osmín',
    'Pascual',
  ],
  family: ['Chub', 'Rivas', 'Orellana', 'Tzoc', 'Machado', 'Palacios', 'Coy', 'Lobo', 'Caal', 'Guevara', 'Murillo', 'Xol'],
  places: ['In the parish house', 'With a cousin in the capital', 'In the community, never alone', 'A rented room, third this year'],
}

const MONSOON: Region = {
  countries: ['NP', 'BD', 'LK', 'PH'],
  languages: ['en', 'ne', 'bn'],
  given: [
    'Anjali',
    'Bimal',
    'Chandrika',
    'Dilruba',
    'Farhana',
    'Gita',
    'Hasan',
    'Indu',
    'Jeevan',
    'Kamala',
    'Mahbub',
    'Nilufar',
    'Pramod',
    'Roshan',
    'Shanti',
    'Tenzing',
  ],
  family: ['Tharu', 'Chowdhury', 'Rai', 'Fernando', 'Sarkar', 'Lama', 'Akter', 'Wijesinghe', 'Magar', 'Hossain', 'Santos', 'Shrestha'],
  places: ['A hostel of teachers', 'With parents in the hills', 'The small house of the collective', 'At a colleague’s, until Friday'],
}

const PLAINS: Region = {
  countries: ['KG', 'KZ', 'TJ', 'UZ'],
  languages: ['ru', 'ky'],
  given: [
    'Ainura',
    'Bakyt',
    'Cholpon',
    'Daniyar',
    'Elmira',
    'Farrukh',
    'Gulnara',
    'Ilyas',
    'Jyldyz',
    'Kanat',
    'Madina',
    'Nurlan',
    'Oksana',
    'Rustam',
    'Saltanat',
    'Zarina',
  ],
  family: [
    'Asanova',
    'Tulegenov',
    'Rahimov',
    'Ismailova',
    'Abdrakhmanov',
    'Karimova',
    'Sultanbekov',
    'Nazarova',
    'Kim',
    'Petrenko',
    'Mirzoyev',
    'Toktogul',
  ],
  places: [
    'A flat lent by a colleague',
    'With her mother outside town',
    'In a hotel paid until the weekend',
    'Across the border, without registration',
  ],
}

const COAST: Region = {
  countries: ['TN', 'JO', 'LB', 'MA'],
  languages: ['ar', 'fr'],
  given: ['أمل', 'بلال', 'داليا', 'آمنة', 'فارس', 'غادة', 'هشام', 'ابتسام', 'جيهان', 'كريم', 'لينا', 'منير', 'نور', 'ريم', 'سمير', 'ياسمين'],
  family: ['بن عمر', 'خوري', 'الزواري', 'ناصر', 'الفاسي', 'حدادين', 'الجلاصي', 'شامي', 'بوعزيزي', 'صعب', 'العلوي', 'القيسي'],
  places: ['With her lawyer’s family', 'At home under watch', 'In a clinic until the cast comes off', 'A friend’s shop, sleeping upstairs'],
}

export const REGIONS: Partial<Record<OrgKey, Region>> = {
  riverbank: LAKES,
  lakes: LAKES,
  ceiba: VALLEYS,
  neem: MONSOON,
  steppe: PLAINS,
  qanat: COAST,
}
export const ALL_REGIONS: readonly Region[] = [LAKES, VALLEYS, MONSOON, PLAINS, COAST]

/** What everyone calls a case: plain words from gardens, rivers and weather. */
export const PSEUDONYMS: readonly string[] = (
  'Heron,Acacia,Plover,Saffron,Juniper,Tamarind,Kingfisher,Almond,Lark,Basalt,Clover,Dune,Ember,Fern,Gorse,Hazel,Indigo,Jacaranda,Kestrel,Linden,Marigold,Nettle,' +
  'Osprey,Poppy,Quince,Rosemary,Sorrel,Thistle,Umber,Verbena,Willow,Yarrow,Zinnia,Amber,Birch,Cedar,Damson,Elder,Finch,Ginger,Heather,Iris,Jasmine,Kelp,Lotus,Mallow,' +
  'Nutmeg,Olive,Pebble,Raven,Sage,Thyme,Teal,Vetch,Walnut,Wren,Cypress,Delta,Estuary,Moss,Harrier,Lichen,Marsh,Orchid'
).split(',')

export interface Situation {
  readonly summary: string
  readonly rights: readonly string[]
  readonly threats: readonly string[]
  readonly deathThreat: boolean
  /** Kinds of support it calls for, the first always. */
  readonly kinds: readonly string[]
}

export const SITUATIONS: readonly Situation[] = [
  {
    summary:
      'Speaks for a village against a dam. Two motorcycles have waited outside for a week; last night a bullet in an envelope. The children do not go to school any more.',
    rights: ['land', 'environment'],
    threats: ['Surveillance of the home by unknown men', 'A bullet in an envelope', 'Calls at night'],
    deathThreat: true,
    kinds: ['relocation.regional', 'humanitarian.family', 'security.physical', 'psychosocial'],
  },
  {
    summary:
      'Journalist who wrote on procurement in the ministry. Charged under the cybercrime law; hearing set; equipment seized; the employer has let go.',
    rights: ['expression', 'anticorruption'],
    threats: ['Criminal charge', 'Seizure of equipment', 'Smear articles in two papers'],
    deathThreat: false,
    kinds: ['legal.defence', 'legal.trial_monitoring', 'equipment', 'humanitarian.living'],
  },
  {
    summary:
      'Organises women market traders. Beaten by men who named her daughter. Two fractures, surgery needed that the district hospital cannot do.',
    rights: ['women', 'labour'],
    threats: ['Physical attack', 'Threat naming her daughter'],
    deathThreat: true,
    kinds: ['medical', 'humanitarian.family', 'relocation.internal', 'psychosocial'],
  },
  {
    summary:
      'Lawyer for families of the disappeared. Phone found to be infected; a client’s address was known to the police an hour after it was sent.',
    rights: ['disappearances', 'legal_aid'],
    threats: ['Spyware on the phone', 'Followed from court'],
    deathThreat: false,
    kinds: ['digital.helpdesk', 'security.digital', 'security.accompaniment', 'legal.defence'],
  },
  {
    summary:
      'Runs a clinic for people who love whom they love. The address was published with a call to burn it. Staff of three sleep elsewhere.',
    rights: ['lgbtiq', 'srhr'],
    threats: ['Address published with a call to violence', 'Stones thrown at the clinic'],
    deathThreat: true,
    kinds: ['relocation.international', 'visa', 'security.physical', 'humanitarian.living'],
  },
  {
    summary:
      'Union organiser at a garment factory, dismissed and then detained for nine days. Out on bail, reports weekly, may not leave the district.',
    rights: ['labour', 'assembly_association'],
    threats: ['Detention for nine days', 'Bail conditions that end the work', 'Blacklisted'],
    deathThreat: false,
    kinds: ['humanitarian.bail_fines', 'legal.defence', 'humanitarian.living', 'advocacy.urgent_appeal'],
  },
  {
    summary:
      'Indigenous guard of a forest. A colleague was killed in spring. He stays, with two others always beside him; the family should not.',
    rights: ['indigenous', 'environment'],
    threats: ['Killing of a colleague', 'Armed men seen at the boundary', 'Named on the radio'],
    deathThreat: true,
    kinds: ['security.accompaniment', 'relocation.internal', 'security.communications', 'advocacy.diplomatic'],
  },
  {
    summary:
      'In prison since the winter for a post about a general. Diabetic; the family is allowed one parcel a month. The appeal is listed.',
    rights: ['expression', 'torture_detention'],
    threats: ['Detention', 'Medicine withheld', 'Family told to be quiet'],
    deathThreat: false,
    kinds: ['legal.prison_visit', 'medical', 'legal.trial_monitoring', 'humanitarian.family'],
  },
  {
    summary:
      'Fled across the border with two children after her office was sealed. Registered nowhere yet. The rent is paid to the end of the month.',
    rights: ['women', 'democracy'],
    threats: ['Arrest warrant at home', 'Questions asked at the host’s door'],
    deathThreat: false,
    kinds: ['humanitarian.living', 'legal.immigration', 'relocation.international', 'humanitarian.family', 'medical'],
  },
  {
    summary:
      'Teacher who documented child labour in brick kilns. Owners filed six defamation suits in six districts; travel alone eats the salary.',
    rights: ['children', 'labour', 'business'],
    threats: ['Six suits in six districts', 'Threat to the school’s licence'],
    deathThreat: false,
    kinds: ['legal.defence', 'security.transport', 'humanitarian.living'],
  },
  {
    summary:
      'Worn out after four years on a hotline. Does not sleep; starts at every car. Wants to go on, and needs three months of rest first.',
    rights: ['torture_detention', 'women'],
    threats: ['Long exposure to threats', 'House watched on two occasions'],
    deathThreat: false,
    kinds: ['psychosocial', 'fellowship', 'humanitarian.living'],
  },
  {
    summary: 'Small organisation for migrants at the port: accounts frozen, registration under review, the guard dog poisoned.',
    rights: ['migrants', 'assembly_association'],
    threats: ['Accounts frozen', 'Break-in at the office', 'Registration under review'],
    deathThreat: false,
    kinds: ['organisational', 'relocation.office', 'security.physical', 'advocacy.un'],
  },
]

export const DEPENDENTS: readonly { readonly label: string; readonly relation: PlannedRelation; readonly kinds: readonly string[] }[] = [
  { label: 'Daughter, school age', relation: 'child', kinds: ['humanitarian.family', 'psychosocial'] },
  { label: 'Son, small', relation: 'child', kinds: ['humanitarian.family', 'medical'] },
  { label: 'Son, in his last school year', relation: 'child', kinds: ['humanitarian.family', 'fellowship'] },
  { label: 'Mother, needs medicine', relation: 'parent', kinds: ['medical', 'humanitarian.family'] },
  { label: 'Partner', relation: 'partner', kinds: ['humanitarian.living', 'psychosocial'] },
  { label: 'Sister’s child, lives with the family', relation: 'relative', kinds: ['humanitarian.family'] },
  { label: 'Father, walks with help', relation: 'parent', kinds: ['medical', 'humanitarian.family'] },
]

export const NEED_NOTES: Readonly<Record<string, readonly string[]>> = {
  'relocation.regional': ['Together with the family; near a school if there is one.', 'Quiet place, not the capital.'],
  'relocation.internal': ['Another district is enough for now.', 'Must not be with relatives: they are known.'],
  'relocation.international': ['Three months first; wants to return.', 'With one dependent; passports are valid.'],
  'humanitarian.living': ['Rent and food while the salary is stopped.', 'Rent is due on the first.'],
  'humanitarian.family': ['School fees, transport, something warm.', 'Food and a room for those who stay behind.'],
  medical: ['Surgery and four weeks of care after it.', 'Insulin and a check each month.'],
  psychosocial: ['Someone who speaks the language; by phone is fine.', 'Weekly, for as long as it takes.'],
  'legal.defence': ['Lawyer is found; the fees are not.', 'Appeal is due; transcript to be paid.'],
  'legal.trial_monitoring': ['Observers in the room at each hearing.', 'An embassy would be noticed most.'],
  'security.physical': ['Door, light, a camera at the gate.', 'The wall is low on the river side.'],
}

export const OTHER_NEED_NOTES: readonly string[] = [
  'As discussed with the person concerned.',
  'To be seen again in a month.',
  'Asked for twice already.',
]

export const CASE_NOTES: readonly string[] = [
  'Spoke by phone, twelve minutes, a calm voice. The plan stands; next call agreed.',
  'The neighbour has agreed to keep the second key.',
  'Hearing moved by a week; everyone who covers something was told.',
  'The children are back in a school, under the mother’s name.',
  'Medical report received and filed. The doctor can be called.',
  'A car without plates was seen twice this week. Route to work changed.',
  'Asked again whether the consent still holds: yes, unchanged.',
  'Landlord accepts payment from abroad; receipt is in the files.',
  'Rest days worked. Sleeps five hours now, says it is a lot.',
  'Reviewed the plan together: two things done, one dropped, one new.',
]

export const CAPACITIES: readonly string[] = [
  'Neighbours who look out',
  'Knows the district well',
  'A lawyer who answers at night',
  'Speaks to the press with care',
  'Family stands behind it',
  'Trained in digital safety',
]
export const VULNERABILITIES: readonly string[] = [
  'Lives alone at the edge of town',
  'No money for the next month',
  'One road in and out',
  'Phone is shared',
  'Known by face',
  'Health is poor',
  'Papers expire soon',
]

export const REFERRAL_TEXTS: readonly string[] = [
  'A defender and family need this soon. The local side is covered until then.',
  'We cover the first days ourselves. Could you take it from there?',
  'Checked by two of us, risk assessed this week. Happy to talk by phone.',
  'Asked elsewhere first without luck. Part of it would help as well.',
]
export const TAKE_UP_TEXTS: readonly string[] = [
  'Yes. We take this; details follow in the file.',
  'We can. Please share the file so that we plan the dates.',
  'Approved this morning.',
]
export const QUESTIONS: readonly string[] = [
  'Are the travel papers valid for the whole stay?',
  'Is there someone who can receive the money safely?',
  'Would a shorter stay help as a start?',
  'Which language should the therapist speak?',
]
export const ANSWERS: readonly string[] = [
  'Yes, to the end of next year.',
  'Yes: a trusted colleague with an account of her own.',
  'It would. Better short than late.',
]
export const DECLINES: Readonly<Record<'no_capacity' | 'outside_mandate' | 'outside_region' | 'not_enough_information', string>> = {
  no_capacity: 'All four flats are taken until spring. We are sorry.',
  outside_mandate: 'We cannot pay ongoing costs. The family part might fit elsewhere.',
  outside_region: 'We do not work in this region.',
  not_enough_information: 'We would need to know more about the risk before we decide.',
}
