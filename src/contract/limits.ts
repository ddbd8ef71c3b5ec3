/** Limits that people meet, the same in forms, schemas and messages. The unit is in the name. */
export const TITLE_CHARS_MAX = 200
export const MEETING_TITLE_CHARS_MAX = 50
export const DESCRIPTION_CHARS_MAX = 2_000
export const NAME_CHARS_MAX = 40
export const CODE_CHARS_MAX = 50
/** More than there are digits: blanks that somebody typed are no fault. */
export const SECOND_CODE_CHARS_MAX = 12
export const CHOICES_MIN = 2
export const CHOICES_MAX = 20
export const CHOICE_CHARS_MAX = 200
export const SHORT_CHARS_MAX = 20
export const WORD_CHARS_MAX = 50
export const WORDS_PER_PERSON_MAX = 100
export const WORDS_SHOWN_MAX = 150
/** Of an instance's own list: words to refuse, or words to let through. */
export const OWN_WORDS_MAX = 500
/** Words that wait for a moderator and are shown, words that were refused and are shown, and how many are decided at once. */
export const WORDS_WAITING_SHOWN_MAX = 200
export const WORDS_REFUSED_SHOWN_MAX = 50
export const VERDICTS_AT_ONCE_MAX = 200
/** Of those who were put out of a meeting, the latest are shown. */
export const PUT_OUT_SHOWN_MAX = 100
export const ACTIVITIES_PER_MEETING_MAX = 200
/** Earlier ones that are kept; whoever wants more deletes one. */
export const RUNS_PER_MEETING_MAX = 50
export const CHANNELS_PER_MEETING_MAX = 10
/** On the scoreboard of the console; the count says how many there are. */
export const SCORES_LIVE_MAX = 200
export const NOTES_CHARS_MAX = 2_000
export const TIMER_SECONDS_MIN = 5
export const TIMER_SECONDS_MAX = 3_600
export const FRAME_BYTES_MAX = 16_384
export const BODY_BYTES_MAX = 262_144
/** Rows of a page of a long list: where nothing is said, and at most. */
export const PAGE_ROWS = 50
export const PAGE_ROWS_MAX = 100
/** What is looked for in a list. */
export const LIST_SEARCH_CHARS_MAX = 60
/** People whose name fits what is looked for, where a list tells what they did. */
export const FITTING_SEATS_MAX = 200
export const KEYS_PER_PERSON_MAX = 20
export const PAGE_ID_CHARS_MAX = 15
export const PAGE_TITLE_CHARS_MAX = 60
export const PAGE_TEXT_CHARS_MAX = 2_000
export const PAGE_BUTTON_CHARS_MAX = 40
export const PAGES_MAX = 20
export const ADDRESS_CHARS_MAX = 500
export const TEAM_MEMBERS_MAX = 60
export const MEMBER_NAME_CHARS_MAX = 60
export const MEMBER_ROLE_CHARS_MAX = 60
export const MEMBER_ABOUT_CHARS_MAX = 300
export const PICTURE_BYTES_MAX = 2_097_152
export const PICTURE_SIDE_PX_MAX = 6_000
export const PICTURES_MAX = 200
export const PEOPLE_SEARCH_CHARS_MAX = 60
export const BAN_REASON_CHARS_MAX = 300
export const CONSENTS_MAX = 10
export const CONSENT_TEXT_CHARS_MAX = 1_000
export const CONSENT_VERSION_CHARS_MAX = 20
export const WEBHOOKS_MAX = 20
/** Of one webhook; what comes beyond is given up at once. */
export const DELIVERIES_WAITING_MAX = 5_000
export const TRACK_CHARS_MAX = 40
export const TRACKS_PER_EVENT_MAX = 500
export const ROOMS_PER_EVENT_MAX = 300
export const ROOM_NAME_CHARS_MAX = 100
export const SLOT_CODE_CHARS_MAX = 40
export const SLOTS_PER_EVENT_MAX = 1_000
export const CELLS_PER_EVENT_MAX = 20_000
export const SLOT_MINUTES_MAX = 20_160
export const SESSIONS_PER_EVENT_MAX = 5_000
export const SESSION_TITLE_CHARS_MAX = 500
export const LONG_TEXT_CHARS_MAX = 50_000
export const LABEL_CHARS_MAX = 200
export const TOPIC_CHARS_MAX = 400
export const NEXT_PER_TRACK_MAX = 20
export const NOTICE_CHARS_MAX = 400
export const NOTICES_MAX = 20
export const PLACE_CHARS_MAX = 100
export const PATTERN_CHARS_MAX = 200
export const SCHEDULE_BYTES_MAX = 33_554_432
export const POINTS_PER_ACTIVITY_MAX = 1_000
export const SCALE_MAX = 100
export const SCALE_LABEL_CHARS_MAX = 40
export const LINKS_MAX = 200
export const ALT_CHARS_MAX = 300
export const MEETING_PICTURES_MAX = 1_000
export const RATED_ITEMS_MIN = 2
export const RATED_ITEMS_MAX = 10
export const ITEM_CHARS_MAX = 120
export const STARS_MAX = 5
/** Of a meeting as one document, and of activities that are added together. */
export const MEETING_FILE_BYTES_MAX = 4_194_304
/** Of a sheet of questions: as it comes, unpacked, and what stands in it. */
export const SHEET_BYTES_MAX = 2_097_152
export const SHEET_UNPACKED_BYTES_MAX = 20_971_520
export const SHEET_ROWS_MAX = 1_000
export const SHEET_COLUMNS_MAX = 100
export const SHEET_CELL_CHARS_MAX = 5_000
export const FLAG_CODE_CHARS_MAX = 50
export const FLAG_NAME_CHARS_MAX = 50
export const FLAG_DESCRIPTION_CHARS_MAX = 200
export const FLAG_PICTURE_WORDS_CHARS_MAX = 200
export const FLAG_PREFIX_CHARS_MAX = 20
export const FLAGS_PER_MEETING_MAX = 200
/** As typed: more than the longest prefix, braces and the longest code. */
export const FLAG_TRY_CHARS_MAX = 100
/** Of one person in one meeting, wrong ones too: what is stored has an end. */
export const FLAG_TRIES_PER_PERSON_MAX = 1_000
/** The last ones, where they are followed live. */
export const FLAG_TRIES_SHOWN_MAX = 20
