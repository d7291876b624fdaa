/** A door of its own: what the names of recipes mean, without the code that connects. */
export { type Address, keyOf, readAccount, stranger } from './recipe/account.ts';
