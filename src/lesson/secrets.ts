/** Which prompts and fields ask for a password: a page never tells readers to type a published one. */
const words = /pass(?:word|phrase|code)|retype|\bsecret\b|encryption key/i;

/** @param label a program's prompt, or the name of a field in a form */
export const asksForSecret = (label: string): boolean => words.test(label);
