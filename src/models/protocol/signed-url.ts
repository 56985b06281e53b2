/**
 * Presigned URLs by Signature Version 4's rules. Judged when a request begins: a body that is still
 * on its way when the URL expires is taken to its end.
 */
import type { SignedUrl, StoreVerb } from './media-packets.ts';

/** By definition. */
const SECOND_US = 1_000_000;
/** Amazon S3 API Reference, Authenticating Requests: Using Query Parameters: 1 s to 7 days. */
export const EXPIRES_S_MAX = 604_800;
/** S3, error RequestTimeTooSkewed: clocks may differ by 15 minutes. */
const CLOCK_SKEW_US_MAX = 900_000_000;

/** The credentials that servers, edges and store share. */
const STORE_SECRET = 'media-key';

/**
 * The signature over a request's fields, as a text that only the secret's holder is meant to make.
 * SigV4 has an HMAC here; what depends on it is the same.
 */
const signatureOf = (url: Omit<SignedUrl, 'signature'>): string =>
  [url.verb, url.key, url.uploadId, url.part, url.signedAtUs, url.expiresS, STORE_SECRET].join('|');

/** A URL with its signature: what a server makes that has the credentials. */
export const signed = (url: Omit<SignedUrl, 'signature'>): SignedUrl => ({
  ...url,
  signature: signatureOf(url),
});

export type UrlRefusal =
  'AuthorizationQueryParametersError' | 'AccessDenied' | 'SignatureDoesNotMatch';

/** S3, Error responses, the status that goes with each: 403, and 400 for a life that no URL can have. */
export const URL_REFUSAL_STATUS: Readonly<Record<UrlRefusal, number>> = {
  AuthorizationQueryParametersError: 400,
  AccessDenied: 403,
  SignatureDoesNotMatch: 403,
};

/** The error's name, '' when the request may go on. `nowUs` is the clock of whoever is asked. */
export function urlRefusal(
  url: SignedUrl,
  use: { readonly verbs: readonly StoreVerb[]; readonly key?: string },
  nowUs: number,
): UrlRefusal | '' {
  if (!(url.expiresS >= 1 && url.expiresS <= EXPIRES_S_MAX)) {
    return 'AuthorizationQueryParametersError';
  }
  // "Request is not yet valid" and "Request has expired" are both AccessDenied.
  if (url.signedAtUs > nowUs + CLOCK_SKEW_US_MAX) return 'AccessDenied';
  if (nowUs >= url.signedAtUs + url.expiresS * SECOND_US) return 'AccessDenied';
  const isFitting =
    url.signature === signatureOf(url) &&
    use.verbs.includes(url.verb) &&
    (use.key === undefined || use.key === url.key);
  return isFitting ? '' : 'SignatureDoesNotMatch';
}
