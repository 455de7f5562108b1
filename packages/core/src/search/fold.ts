/**
 * Text as people search for it: case, accents and ways of writing one letter do not matter. What is indexed and what is typed
 * go through the same folding, so it may lose distinctions but never meaning.
 */

/** Marks that readers leave out. Vowel signs of Indic scripts stay: without them words fall together. */
const MARKS = new RegExp(
  `[${[
    '\\u0300-\\u036f\\u0483-\\u0487\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20ff\\ufe20-\\ufe2f', // accents
    '\\u0591-\\u05bd\\u05bf\\u05c1\\u05c2\\u05c4\\u05c5\\u05c7', // Hebrew points
    '\\u0610-\\u061a\\u0640\\u064b-\\u065f\\u0670\\u06d6-\\u06dc\\u06df-\\u06e8\\u06ea-\\u06ed', // Arabic vowel signs, tatweel
    '\\u0711\\u0730-\\u074a', // Syriac points
    '\\ufe00-\\ufe0f\\u200b-\\u200f\\u2060\\u00ad\\ufeff', // what is not seen at all
  ].join('')}]`,
  'gu',
)

/** Letters that have no decomposition, or that people type in more than one way. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ħ: 'h',
  ı: 'i',
  ŋ: 'n',
  ŧ: 't',
  ƒ: 'f',
  ə: 'e',
  ɛ: 'e',
  ɔ: 'o',
  ʼ: '',
  '’': '',
  "'": '',
  ё: 'е',
  є: 'е',
  э: 'е',
  і: 'и',
  ї: 'и',
  й: 'и',
  ў: 'у',
  ґ: 'г',
  ғ: 'г',
  қ: 'к',
  ң: 'н',
  ө: 'о',
  ү: 'у',
  ұ: 'у',
  һ: 'х',
  ә: 'а',
  ъ: '',
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ٲ: 'ا',
  ٳ: 'ا',
  ى: 'ي',
  ئ: 'ي',
  ی: 'ي',
  ې: 'ي',
  ے: 'ي',
  ۍ: 'ي',
  ؤ: 'و',
  ۆ: 'و',
  ۇ: 'و',
  ة: 'ه',
  ۀ: 'ه',
  ە: 'ه',
  ہ: 'ه',
  ھ: 'ه',
  ۂ: 'ه',
  ک: 'ك',
  ڪ: 'ك',
  ء: '',
  ς: 'σ',
  ך: 'כ',
  ם: 'מ',
  ן: 'נ',
  ף: 'פ',
  ץ: 'צ',
}
const SPECIAL = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'gu')

/** First digit of each script's row of ten. */
const ZEROS = [
  0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20, 0x1040, 0x17e0, 0x1810,
]
const OTHER_DIGITS = /(?![0-9])\p{Nd}/gu

const asDigit = (digit: string): string => {
  const code = digit.charCodeAt(0)
  const zero = ZEROS.find((first) => code >= first && code < first + 10)
  return zero === undefined ? digit : String(code - zero)
}

const ASCII = /^[\0-\x7f]*$/u

/** Lower case, no accents, one form for each letter and digit. */
export const foldText = (text: string): string => {
  if (ASCII.test(text)) return text.toLowerCase().replaceAll("'", '')
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(MARKS, '')
    .normalize('NFC')
    .replace(SPECIAL, (letter) => LETTERS[letter] as string)
    .replace(OTHER_DIGITS, asDigit)
}
