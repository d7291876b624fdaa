/** Apart from newer.ts, because browsers are told the version too. */
export const newerVersion = '13.0.7';
export const newerDebianVersion = `${newerVersion}-1`;
export const newerName = `Prosody ${newerVersion} (Debian ${newerDebianVersion})`;
