/** Every limit of the console, with its reason. */
export const limits = Object.freeze({
  /** Entries kept in the transcript; beyond it the oldest tenth goes. About 100 MiB of text and rows. */
  transcript: 100_000,
  /** Lines kept of each server's log; debug level writes some fifty for each stanza. */
  log: 5_000,
  /** Lines of a stanza shown before "show all": the transcript stays a list and not a document. */
  stanzaLines: 24,
  /** Characters of a stanza shown before "show all"; one line can be a megabyte long. */
  stanzaCharacters: 8_000,
  /** Characters of a text that are laid out and coloured; longer ones are shown as they are. */
  prettyText: 50_000,
  /** Characters kept of the draft between visits; storage is shared by the whole site. */
  draft: 100_000,
  /** Own texts kept that something else took the place of. */
  replaced: 20,
  /** Lines of input kept in the admin shell. */
  shellInput: 100,
  /** Stanzas or log lines taken in for one frame: some 5 ms of describing and pairing. */
  batch: 200,
  /** Stanzas sent in one go when the editor holds many. */
  sendSlice: 100,
  /** A log from elsewhere: characters or bytes that are read, and milliseconds of reading between two pauses. */
  logFile: 32_000_000,
  logSlice: 8,
  /** Entries whose search or filter verdict is worked out in one go: about 5 ms. */
  filterSlice: 10_000,
});
