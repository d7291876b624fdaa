/** SASL error conditions in the order of RFC 6120 section 6.5: the n-th is section 6.5.n. */
import type { Explanation } from './explanation.ts';

export const saslErrors: readonly Explanation[] = [
  {
    name: 'aborted',
    summary: 'The client broke off signing in.',
    why: 'The client sent <abort/>, for instance because the server could not prove that it knows the password.',
    whatToTry:
      'Start again. If the client says that the server is not who it claims to be, find out why before going on.',
  },
  {
    name: 'account-disabled',
    summary: 'The account exists but is disabled.',
    why: 'An administrator disabled it.',
    whatToTry: 'Ask the administrator. The password is not the problem.',
  },
  {
    name: 'credentials-expired',
    summary: 'The password, token or certificate was valid once and has expired.',
    why: 'A token or client certificate is past its date, or the server demands a new password.',
    whatToTry: 'Get a new token or certificate, or set a new password.',
  },
  {
    name: 'encryption-required',
    summary: 'The mechanism may only be used over an encrypted connection.',
    why: 'A mechanism such as PLAIN was chosen before TLS.',
    whatToTry: 'Negotiate TLS first (STARTTLS, direct TLS or wss://), or choose a SCRAM mechanism.',
  },
  {
    name: 'incorrect-encoding',
    summary: 'The data of the mechanism is not correct base64.',
    why: 'It was not encoded, has characters outside its alphabet, or has padding where it is not allowed. An empty answer is written as a single =.',
    whatToTry: 'Encode the bytes with base64 of RFC 4648 section 4, without line breaks.',
  },
  {
    name: 'invalid-authzid',
    summary: 'The account to act as is wrong or not permitted.',
    why: 'An authorization identity was sent that is malformed, or that this user may not act as.',
    whatToTry: 'Leave the authorization identity empty: the server then takes the account that signs in.',
  },
  {
    name: 'invalid-mechanism',
    summary: 'The server does not offer the mechanism that was chosen.',
    why: 'It is not among the <mechanisms/> of this stream: a SCRAM variant that the stored password does not fit, or PLAIN without TLS.',
    whatToTry: 'Choose one of the mechanisms that the stream features list.',
  },
  {
    name: 'malformed-request',
    summary: 'The data of the mechanism does not follow its rules.',
    why: 'A part is missing or in wrong order, the nonce does not begin with the one that was sent, or initial data came with a mechanism where the server begins.',
    whatToTry: 'Compare each message with the specification of the mechanism (SCRAM: RFC 5802, PLAIN: RFC 4616).',
  },
  {
    name: 'mechanism-too-weak',
    summary: 'The server requires a stronger mechanism for this account.',
    why: 'Its policy rules this mechanism out for this user.',
    whatToTry: 'Choose a stronger mechanism from the list, such as SCRAM-SHA-256.',
  },
  {
    name: 'not-authorized',
    summary: 'User name and password do not match.',
    why: 'The password is wrong, or the account does not exist: servers do not say which, so that nobody can probe for names.',
    whatToTry:
      'Check name, domain and password. Only the part before the @ is the user name. Look in the server log for the reason.',
  },
  {
    name: 'temporary-auth-failure',
    summary: 'The server cannot check passwords at the moment.',
    why: 'Its user database or directory does not answer, or too many attempts came in a short time.',
    whatToTry:
      'Try again after a while. If you are the administrator, look at the connection to the database or directory.',
  },
];
