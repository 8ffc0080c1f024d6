// Reads bundles with Node's standard library alone, written from assessment/bundle/README.md.
//
//     node reader.mjs desk-keys.json trust.jws 1795339800 one.bundle two.bundle ...
//
// The third argument is "now" in seconds since 1970. One line for each file: its name, the verdict, and for an
// accepted bundle the SHA-256 of its claims as they were signed, separated by tabs.

import { createDecipheriv, createHash, createPrivateKey, createPublicKey, diffieHellman, verify } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename } from "node:path";

const LARGEST = 1024 * 1024;
const DAY = 86_400;
const LIFETIME = 180 * DAY;
const OUTER = { alg: "ECDH-ES+A256KW", enc: "A256GCM", typ: "assessment-bundle+jwe", cty: "assessment-bundle+jws" };
const INNER = { alg: "ES256", typ: "assessment-bundle+jws" };
const TRUST = { alg: "ES256", typ: "assessment-trust+json" };

class Refused extends Error {}
class NotStrict extends Error {}

function refuse(code) {
  throw new Refused(code);
}

export function open(data, deskKeys, trust, now) {
  if (data.length > LARGEST) refuse("too_large");
  const outer = parts(data, 5, "not_a_bundle");
  const header = readHeader(outer[0], OUTER, ["kid", "epk"], "not_a_bundle");
  ephemeralLooksRight(header.epk);
  const deskKey = deskKeys.find((key) => key.kid === header.kid) ?? refuse("wrong_desk");
  const token = decrypted(outer, data.toString("latin1").split(".")[0], header.epk, deskKey);

  const inner = parts(token, 3, "malformed_contents");
  const { kid } = readHeader(inner[0], INNER, ["kid"], "malformed_contents");
  const device = trust.kiosks.find((one) => one.jwk.kid === kid) ?? refuse("unknown_device");
  if (device.status === "revoked" && device.last_good_seq === 0) refuse("revoked_device");
  if (!signed(token, inner[2], device.jwk)) refuse("bad_signature");

  const claims = readClaims(inner[1]);
  checkMeaning(claims, device, trust, now);
  return { claims, payload: inner[1] };
}

// the trust store: enough of the officers that it names must have signed it

export function readTrust(file) {
  const store = strictJson(file, LARGEST);
  const trust = strictJson(canonical(store.payload, "bad_trust"), LARGEST);
  const signers = new Set();
  for (const { protected: start, signature: end } of store.signatures) {
    const { kid } = readHeader(canonical(start, "bad_trust"), TRUST, ["kid"], "bad_trust");
    const officer = trust.officers.find((one) => one.jwk.kid === kid);
    const token = Buffer.from(`${start}.${store.payload}.${end}`);
    if (officer && signed(token, canonical(end, "bad_trust"), officer.jwk)) signers.add(kid);
  }
  return signers.size >= trust.threshold ? trust : refuse("not_enough_signatures");
}

// form

function parts(token, count, code) {
  const found = token.toString("latin1").split(".");
  if (found.length !== count) refuse(code);
  return found.map((part) => canonical(part, code));
}

function canonical(part, code) {
  if (!/^[A-Za-z0-9_-]+$/.test(part)) refuse(code);
  const data = Buffer.from(part, "base64url");
  return data.toString("base64url") === part ? data : refuse(code);
}

function readHeader(data, fixed, free, code) {
  const header = orRefuse(() => strictJson(data, 1024), code);
  const names = [...Object.keys(fixed), ...free];
  if (!isObject(header) || !sameNames(header, names)) refuse(code);
  for (const [name, value] of Object.entries(fixed)) if (header[name] !== value) refuse(code);
  return isThumbprint(header.kid) ? header : refuse(code);
}

function ephemeralLooksRight(epk) {
  if (!isObject(epk) || !sameNames(epk, ["kty", "crv", "x", "y"])) refuse("not_a_bundle");
  if (epk.kty !== "EC" || epk.crv !== "P-256") refuse("not_a_bundle");
  for (const number of [epk.x, epk.y]) {
    if (!isThumbprint(number)) refuse("not_a_bundle");
    canonical(number, "not_a_bundle");
  }
}

function orRefuse(read, code) {
  try {
    return read();
  } catch (error) {
    if (error instanceof NotStrict) refuse(code);
    throw error;
  }
}

// cryptography

function decrypted([, wrapped, nonce, text, tag], header, epk, deskKey) {
  if (wrapped.length !== 40 || nonce.length !== 12 || tag.length !== 16) refuse("damaged_bundle");
  try {
    const secret = diffieHellman({
      privateKey: createPrivateKey({ key: deskKey, format: "jwk" }),
      publicKey: createPublicKey({ key: { ...epk }, format: "jwk" }),
    });
    const unwrapping = createDecipheriv("id-aes256-wrap", derived(secret), Buffer.alloc(8, 0xa6));
    const contentKey = Buffer.concat([unwrapping.update(wrapped), unwrapping.final()]);
    const opening = createDecipheriv("aes-256-gcm", contentKey, nonce, { authTagLength: 16 });
    opening.setAAD(Buffer.from(header, "ascii"));
    opening.setAuthTag(tag);
    return Buffer.concat([opening.update(text), opening.final()]);
  } catch {
    return refuse("damaged_bundle");
  }
}

// the key that wraps the content key: one round of the Concat KDF (RFC 7518, 4.6.2), no apu and no apv
function derived(secret) {
  const algorithm = Buffer.from(OUTER.alg);
  const input = [uint32(1), secret, uint32(algorithm.length), algorithm, uint32(0), uint32(0), uint32(256)];
  return createHash("sha256").update(Buffer.concat(input)).digest();
}

function uint32(value) {
  const data = Buffer.alloc(4);
  data.writeUInt32BE(value);
  return data;
}

function signed(token, signature, jwk) {
  const key = createPublicKey({ key: jwk, format: "jwk" });
  const text = token.subarray(0, token.lastIndexOf("."));
  return signature.length === 64 && verify("sha256", text, { key, dsaEncoding: "ieee-p1363" }, signature);
}

// claims: a check is a function that says whether a value is right

const text = (pattern) => (value) => typeof value === "string" && pattern.test(value);
const whole = (least, most) => (value) => Number.isInteger(value) && least <= value && value <= most;
const list = (each) => (value) => Array.isArray(value) && value.length <= 20_000 && value.every((one) => each(one));
const fields = (checks) => (value) =>
  isObject(value) &&
  sameNames(value, Object.keys(checks)) &&
  Object.entries(checks).every(([name, check]) => check(value[name]));

const isThumbprint = text(/^[A-Za-z0-9_-]{43}$/);
const identifier = text(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/);
const version = text(/^[A-Za-z0-9][A-Za-z0-9.+_-]{0,63}$/);
const sha256 = text(/^[0-9a-f]{64}$/);
const sha256OrNone = text(/^([0-9a-f]{64})?$/);
const moment = whole(0, 4_102_444_800);
const count = whole(0, Number.MAX_SAFE_INTEGER);
const flag = (value) => typeof value === "boolean";

const CLAIMS = {
  v: whole(2, 2),
  kind: identifier,
  jti: text(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
  iss: identifier,
  aud: identifier,
  iat: moment,
  exp: moment,
  seq: whole(1, Number.MAX_SAFE_INTEGER),
  prev: sha256OrNone,
  replaces: text(/^$/),
  app: fields({ version, build: sha256OrNone }),
  bank: fields({ id: identifier, version, sha256 }),
  scoring: fields({ version, sha256: sha256OrNone }),
  consent: fields({
    version,
    locale: text(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}$/),
    text_sha256: sha256,
    at: moment,
    scopes: list(identifier),
  }),
  audit: fields({ n: count, head: sha256OrNone, broken: count }),
  clock: fields({ floor: moment, adjusted: flag }),
  subject: identifier,
  events: list(isObject),
  profile: isObject,
  pad: text(/^[A-Za-z0-9_-]{0,16384}$/),
};
const WITHDRAWN = {
  ...CLAIMS,
  replaces: sha256OrNone,
  consent: (value) => value === null,
  subject: (value) => value === "" || identifier(value),
  events: (value) => Array.isArray(value) && value.length === 0,
  profile: (value) => isObject(value) && Object.keys(value).length === 0,
};

function readClaims(payload) {
  const claims = orRefuse(() => strictJson(payload, LARGEST), "malformed_contents");
  if (!isObject(claims)) refuse("malformed_contents");
  if (typeof claims.v === "number" && claims.v > 2) refuse("unknown_format");
  if (!sameNames(claims, Object.keys(CLAIMS))) refuse("malformed_contents");
  if (!CLAIMS.v(claims.v) || !CLAIMS.kind(claims.kind)) refuse("malformed_contents");
  if (!["profile", "withdrawn", "test"].includes(claims.kind)) refuse("wrong_kind");
  const right = fields(claims.kind === "withdrawn" ? WITHDRAWN : CLAIMS)(claims);
  return right && claims.exp === claims.iat + LIFETIME ? claims : refuse("malformed_contents");
}

function checkMeaning(claims, device, trust, now) {
  if (claims.aud !== trust.municipality) refuse("wrong_desk");
  if (claims.iss !== device.name) refuse("unknown_device");
  if (claims.iat < device.nbf - DAY || claims.iat > now + DAY) refuse("clock_doubt");
  if (claims.iat > device.naf) refuse("expired_device");
  if (now > claims.exp + DAY) refuse("expired_bundle");
  if (device.status === "revoked") {
    const before = device.revoked_at !== null && claims.iat < device.revoked_at && claims.seq <= device.last_good_seq;
    refuse(before ? "revoked_plausible" : "revoked_device");
  }
  const same = (bank) => ["id", "version", "sha256"].every((name) => bank[name] === claims.bank[name]);
  if (trust.banks.length > 0 && !trust.banks.some(same)) refuse("unlisted_bank");
}

function isObject(value) {
  return value !== null && typeof value === "object" && !Array.isArray(value) && !(value instanceof Real);
}

function sameNames(object, names) {
  return Object.keys(object).length === names.length && names.every((name) => Object.hasOwn(object, name));
}

// strict JSON: integers are numbers, other numbers are Reals, objects have no prototype

class Real {
  constructor(value) {
    this.value = value;
  }
}

const SPACE = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/y;
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*"/y;
const FORBIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/u;

export function strictJson(data, limit) {
  if (data.length > limit) throw new NotStrict("too long");
  let source;
  try {
    source = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(data);
  } catch {
    throw new NotStrict("not UTF-8");
  }
  const reader = { source, at: 0 };
  const value = readValue(reader, 0);
  if (reader.at !== source.length) throw new NotStrict("something behind");
  return value;
}

function take(reader, pattern) {
  pattern.lastIndex = reader.at;
  const found = pattern.exec(reader.source);
  if (found === null) throw new NotStrict(`at ${reader.at}`);
  reader.at = pattern.lastIndex;
  return found;
}

function took(reader, letter) {
  if (reader.source[reader.at] !== letter) return false;
  reader.at += 1;
  return true;
}

function readValue(reader, depth) {
  take(reader, SPACE);
  const value = readBare(reader, depth);
  take(reader, SPACE);
  return value;
}

function readBare(reader, depth) {
  switch (reader.source[reader.at]) {
    case "{":
      return readObject(reader, depth + 1);
    case "[":
      return readArray(reader, depth + 1);
    case '"':
      return readString(reader);
    case "t":
    case "f":
    case "n":
      return { true: true, false: false, null: null }[take(reader, /true|false|null/y)[0]];
    default:
      return readNumber(reader);
  }
}

function readObject(reader, depth) {
  if (depth > 16) throw new NotStrict("too deep");
  const found = Object.create(null);
  reader.at += 1;
  take(reader, SPACE);
  if (took(reader, "}")) return found;
  do {
    take(reader, SPACE);
    const name = readString(reader);
    take(reader, SPACE);
    if (!took(reader, ":") || Object.hasOwn(found, name)) throw new NotStrict("no colon, or the same name twice");
    found[name] = readValue(reader, depth);
  } while (took(reader, ","));
  if (!took(reader, "}")) throw new NotStrict("object without end");
  return found;
}

function readArray(reader, depth) {
  if (depth > 16) throw new NotStrict("too deep");
  const found = [];
  reader.at += 1;
  take(reader, SPACE);
  if (took(reader, "]")) return found;
  do found.push(readValue(reader, depth));
  while (took(reader, ","));
  if (!took(reader, "]")) throw new NotStrict("array without end");
  return found;
}

function readString(reader) {
  const value = JSON.parse(take(reader, STRING)[0]);
  if (FORBIDDEN.test(value)) throw new NotStrict("forbidden character");
  if (value.normalize("NFC") !== value) throw new NotStrict("not in normal form NFC");
  return value;
}

function readNumber(reader) {
  const [digits, fraction, exponent] = take(reader, NUMBER);
  if (digits.length > 32 || !Number.isFinite(Number(digits))) throw new NotStrict("number too long or too large");
  if (fraction !== undefined || exponent !== undefined) return new Real(Number(digits));
  if (!Number.isSafeInteger(Number(digits))) throw new NotStrict("integer too large");
  return Number(digits);
}

// the command line

function verdict(data, deskKeys, trust, now) {
  try {
    const { payload } = open(data, deskKeys, trust, now);
    return `accepted\t${createHash("sha256").update(payload).digest("hex")}`;
  } catch (error) {
    if (error instanceof Refused) return `${error.message}\t`;
    throw error;
  }
}

const [keysFile, trustFile, now, ...files] = process.argv.slice(2);
const deskKeys = strictJson(readFileSync(keysFile), LARGEST);
const trust = readTrust(readFileSync(trustFile));
for (const file of files) {
  console.log(`${basename(file)}\t${verdict(readFileSync(file), deskKeys, trust, Number(now))}`);
}
