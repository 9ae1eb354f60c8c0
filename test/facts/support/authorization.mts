/** The header that the credential of the facts puts on requests. */
export const AUTHORIZATION = 'Bearer the-key';
