/** ISO 3166-1 alpha-2. Names come from the browser, in the reader's language. */
export const COUNTRY_CODES: readonly string[] =
  'AD AE AF AG AI AL AM AO AR AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BW BY BZ CA CD CF CG CH CI CK CL CM CN CO CR CU CV CW CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GT GU GW GY HK HN HR HT HU ID IE IL IM IN IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TG TH TJ TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW'.split(
    ' ',
  )

/** ISO 639 codes of languages that defenders and those who help them are likely to need. */
export const LANGUAGE_CODES: readonly string[] =
  'af am ar as ay az be bg bn bs ca ceb cs da de din dv el en es et eu fa fi fil fr fuf ga gn gu ha he hi hr ht hu hy id ig ilo is it ja jv ka kab kam kk km kmr kn ko ky ln lo lt lua lv mai mg mi mk ml mn mr ms my nb nd ne nl nso ny om pa pl ps pt qu rm rn ro ru rw sd sg si sk sl sn so sq sr ss st sv sw ta te tg th ti tk tl tn tr ts tt ug uk ur uz ve vi wo xh yo zh zgh zu'.split(
    ' ',
  )
