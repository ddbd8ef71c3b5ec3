/** Limits that people meet, the same in forms, schemas and messages. The unit is in the name. */
export const TITLE_CHARS_MAX = 200
export const MEETING_TITLE_CHARS_MAX = 50
export const DESCRIPTION_CHARS_MAX = 2_000
export const NAME_CHARS_MAX = 40
export const CODE_CHARS_MAX = 50
export const CHOICES_MIN = 2
export const CHOICES_MAX = 20
export const CHOICE_CHARS_MAX = 200
export const SHORT_CHARS_MAX = 20
export const WORD_CHARS_MAX = 50
export const WORDS_PER_PERSON_MAX = 100
export const WORDS_SHOWN_MAX = 150
export const ACTIVITIES_PER_MEETING_MAX = 200
export const CHANNELS_PER_MEETING_MAX = 10
export const TIMER_SECONDS_MAX = 3_600
export const FRAME_BYTES_MAX = 16_384
export const BODY_BYTES_MAX = 262_144
