/** What one build of the site keeps for offline use. Paths are below the folder in which the site lives, without a slash at the beginning. */
export interface KeptList {
  /** Changes when anything in the list does. */
  readonly version: string;
  /** Files whose names change with their content, with the SHA-256 of each in Base64. */
  readonly files: Readonly<Record<string, string>>;
  /** Of all files, not compressed, as a browser keeps them. */
  readonly bytes: number;
  /** Pages that are kept although nobody visited them. */
  readonly firstPages: readonly string[];
  readonly pages: readonly string[];
  readonly pageBytes: number;
}
