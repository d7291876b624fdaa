/** Every limit of the console, with its reason. */
export const limits = Object.freeze({
  /** Entries kept in the transcript; beyond it the oldest tenth goes. About 100 MiB of text and rows. */
  transcript: 100_000,
  /** Lines kept of each server's log; debug level writes some fifty for each stanza. */
  log: 5_000,
  /** Lines of an open stanza up to which all of it is shown: the transcript stays a list and not a document. */
  stanzaLines: 24,
  /** Lines shown of a longer one before "show all". */
  stanzaBeginning: 8,
  /** Characters of a stanza of which the name of a draft is made. */
  stanzaCharacters: 8_000,
  /** Characters of a text that are laid out and coloured in one go, some 10 ms; longer ones go to a worker. */
  atOnce: 20_000,
  /** Coloured parts, and characters, of a stanza in the page at a time: some 20 ms of the browser's layout. */
  pageParts: 800,
  pageCharacters: 16_000,
  /** Characters of one line; the rest goes on in another one. */
  pageLine: 2_000,
  /** Characters of a text that are read to explain a place in it: some 10 ms; longer ones go to a worker. */
  explained: 50_000,
  /** Replies that open by themselves at a time: of more, each is a line. */
  opensAtOnce: 3,
  /** Rows within a second that are marked as new; of more, nobody sees which came last. */
  newsAtOnce: 10,
  /** Characters kept of the draft between visits; storage is shared by the whole site. */
  draft: 100_000,
  /** Own texts kept that something else took the place of. */
  replaced: 20,
  /** Lines shown of a shell command that runs on, such as one that follows the log. */
  shellOutput: 2_000,
  /** Drafts side by side in one tab: beyond it the strip is no help, and each is kept. */
  drafts: 12,
  /** Milliseconds after the last key until drafts are kept. */
  keepAfter: 400,
  /** Characters of a draft's name. */
  draftName: 40,
  /** Own texts of all tabs kept to offer to a new one. */
  left: 20,
  /** Texts kept of what was sent, favourites apart: some hundred kilobytes. */
  history: 200,
  /** Milliseconds for which what can come later leaves the line and the processor to the first reply. */
  firstReply: 3_000,
  /** Milliseconds after which it is known what most texts were answered. */
  answered: 3_000,
  /** Milliseconds after the last key until the text is looked at for what a server would not take. */
  checkAfter: 250,
  /** Milliseconds that a notice of something done stays. */
  notice: 8_000,
  /** Notices kept; a server that fails again and again must not fill the page. */
  notices: 5,
  /** Characters that Monaco takes in in one go: some 10 ms. */
  pastedAtOnce: 200_000,
  /** Characters coloured in the textarea at each key; more would be felt. */
  colouredText: 20_000,
  /** Milliseconds that a pointer or caret rests before what is there is explained: on its way it passes many things. */
  pointerRest: 120,
  /** Lines of input kept in the admin shell. */
  shellInput: 100,
  /** Log lines taken in between two frames: so many at a time, until so many milliseconds are over. */
  batch: Object.freeze({ slice: 20, budget: 8 }),
  /** Characters of stanzas that are described and paired at a time. */
  batchText: 4_000,
  /** Rows of which one sentence tells a screen reader, at most; and rows of a log taken in between two pauses. */
  rowsAtOnce: 200,
  /** Stanzas sent in one go when the editor holds many. */
  sendSlice: 100,
  /** A log from elsewhere: characters or bytes that are read, and milliseconds of reading between two pauses. */
  logFile: 32_000_000,
  logSlice: 8,
  /** Stanzas of a log that is shown without any filter at first. */
  shortLog: 50,
  /** Entries whose search or filter verdict is worked out in one go: about 5 ms. */
  filterSlice: 2_000,
});
