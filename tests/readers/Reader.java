// Reads bundles with the JDK alone, written from assessment/bundle/README.md.
//
//     java Reader.java desk-keys.json trust.jws 1795339800 one.bundle two.bundle ...
//
// The third argument is "now" in seconds since 1970. One line for each file: its name, the verdict, and for an
// accepted bundle the SHA-256 of its claims as they were signed, separated by tabs.

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

public class Reader {
    static final int LARGEST = 1024 * 1024;
    static final long DAY = 86_400;
    static final long LIFETIME = 180 * DAY;
    static final Map<String, String> OUTER = Map.of(
        "alg", "ECDH-ES+A256KW", "enc", "A256GCM", "typ", "assessment-bundle+jwe", "cty", "assessment-bundle+jws");
    static final Map<String, String> INNER = Map.of("alg", "ES256", "typ", "assessment-bundle+jws");

    static final Map<String, String> TRUST = Map.of("alg", "ES256", "typ", "assessment-trust+json");

    static final class Refused extends Exception {
        Refused(String code) { super(code); }
    }

    record Opened(Map<String, Object> claims, byte[] payload) {}

    public static void main(String[] arguments) throws Exception {
        List<?> deskKeys = (List<?>) Json.read(Files.readAllBytes(Path.of(arguments[0])), LARGEST);
        Map<String, Object> trust = trust(Files.readAllBytes(Path.of(arguments[1])));
        long now = Long.parseLong(arguments[2]);
        for (int i = 3; i < arguments.length; i++) {
            Path path = Path.of(arguments[i]);
            System.out.println(path.getFileName() + "\t" + verdict(Files.readAllBytes(path), deskKeys, trust, now));
        }
    }

    static String verdict(byte[] data, List<?> deskKeys, Map<String, Object> trust, long now) throws Exception {
        try {
            byte[] payload = open(data, deskKeys, trust, now).payload();
            return "accepted\t" + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(payload));
        } catch (Refused refused) {
            return refused.getMessage() + "\t";
        }
    }

    static Opened open(byte[] data, List<?> deskKeys, Map<String, Object> trust, long now) throws Exception {
        if (data.length > LARGEST) throw new Refused("too_large");
        byte[][] outer = parts(data, 5, "not_a_bundle");
        Map<String, Object> header = header(outer[0], OUTER, Set.of("kid", "epk"), "not_a_bundle");
        ephemeralLooksRight(header.get("epk"));
        Map<String, Object> deskKey = find(deskKeys, header.get("kid"));
        if (deskKey == null) throw new Refused("wrong_desk");
        String protectedHeader = new String(data, StandardCharsets.ISO_8859_1).split("\\.")[0];
        byte[] token = decrypted(outer, protectedHeader, object(header.get("epk")), deskKey);

        byte[][] inner = parts(token, 3, "malformed_contents");
        Object kid = header(inner[0], INNER, Set.of("kid"), "malformed_contents").get("kid");
        Map<String, Object> device = null;
        for (Object one : (List<?>) trust.get("kiosks"))
            if (kid.equals(object(object(one).get("jwk")).get("kid"))) device = object(one);
        if (device == null) throw new Refused("unknown_device");
        if (revoked(device) && (long) device.get("last_good_seq") == 0) throw new Refused("revoked_device");
        if (!signed(token, inner[2], object(device.get("jwk")))) throw new Refused("bad_signature");

        Map<String, Object> claims = claims(inner[1]);
        meaning(claims, device, trust, now);
        return new Opened(claims, inner[1]);
    }

    /** The trust store: enough of the officers that it names must have signed it. */
    static Map<String, Object> trust(byte[] file) throws Exception {
        Map<String, Object> store = object(Json.read(file, LARGEST));
        String payload = (String) store.get("payload");
        Map<String, Object> trust = object(Json.read(canonical(payload, "bad_trust"), LARGEST));
        Set<Object> signers = new HashSet<>();
        for (Object one : (List<?>) store.get("signatures")) {
            String start = (String) object(one).get("protected"), end = (String) object(one).get("signature");
            Object kid = header(canonical(start, "bad_trust"), TRUST, Set.of("kid"), "bad_trust").get("kid");
            for (Object officer : (List<?>) trust.get("officers")) {
                Map<String, Object> key = object(object(officer).get("jwk"));
                byte[] token = (start + "." + payload + "." + end).getBytes(StandardCharsets.US_ASCII);
                if (kid.equals(key.get("kid")) && signed(token, canonical(end, "bad_trust"), key)) signers.add(kid);
            }
        }
        if (signers.size() < (long) trust.get("threshold")) throw new Refused("not_enough_signatures");
        return trust;
    }

    static boolean revoked(Map<String, Object> device) {
        return "revoked".equals(device.get("status"));
    }

    // form

    static byte[][] parts(byte[] token, int count, String code) throws Refused {
        String[] found = new String(token, StandardCharsets.ISO_8859_1).split("\\.", -1);
        if (found.length != count) throw new Refused(code);
        byte[][] decoded = new byte[count][];
        for (int i = 0; i < count; i++) decoded[i] = canonical(found[i], code);
        return decoded;
    }

    static byte[] canonical(String part, String code) throws Refused {
        if (part.isEmpty() || !part.matches("[A-Za-z0-9_-]+")) throw new Refused(code);
        try {
            byte[] data = Base64.getUrlDecoder().decode(part);
            if (Base64.getUrlEncoder().withoutPadding().encodeToString(data).equals(part)) return data;
        } catch (IllegalArgumentException notBase64) {
            throw new Refused(code);
        }
        throw new Refused(code);
    }

    static Map<String, Object> header(byte[] data, Map<String, String> fixed, Set<String> free, String code)
            throws Refused {
        try {
            if (Json.read(data, 1024) instanceof Map<?, ?> map && map.size() == fixed.size() + free.size()
                    && map.keySet().containsAll(free)) {
                for (var pair : fixed.entrySet())
                    if (!pair.getValue().equals(map.get(pair.getKey()))) throw new Refused(code);
                if (THUMBPRINT.test(map.get("kid"))) return object(map);
            }
        } catch (Json.NotStrict notStrict) {
            throw new Refused(code);
        }
        throw new Refused(code);
    }

    static void ephemeralLooksRight(Object value) throws Refused {
        if (!(value instanceof Map<?, ?> epk) || !epk.keySet().equals(Set.of("kty", "crv", "x", "y"))
                || !"EC".equals(epk.get("kty")) || !"P-256".equals(epk.get("crv"))
                || !THUMBPRINT.test(epk.get("x")) || !THUMBPRINT.test(epk.get("y")))
            throw new Refused("not_a_bundle");
        canonical((String) epk.get("x"), "not_a_bundle");
        canonical((String) epk.get("y"), "not_a_bundle");
    }

    static Map<String, Object> find(List<?> keys, Object kid) {
        for (Object key : keys) if (kid.equals(object(key).get("kid"))) return object(key);
        return null;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> object(Object value) {
        return (Map<String, Object>) value;
    }

    // cryptography

    static byte[] decrypted(byte[][] part, String header, Map<String, Object> epk, Map<String, Object> deskKey)
            throws Refused {
        if (part[1].length != 40 || part[2].length != 12 || part[4].length != 16) throw new Refused("damaged_bundle");
        try {
            KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
            agreement.init(privateKey(deskKey));
            agreement.doPhase(publicKey(epk), true);
            Cipher unwrapping = Cipher.getInstance("AESWrap");
            unwrapping.init(Cipher.UNWRAP_MODE, new SecretKeySpec(derived(agreement.generateSecret()), "AES"));
            SecretKey contentKey = (SecretKey) unwrapping.unwrap(part[1], "AES", Cipher.SECRET_KEY);

            Cipher opening = Cipher.getInstance("AES/GCM/NoPadding");
            opening.init(Cipher.DECRYPT_MODE, contentKey, new GCMParameterSpec(128, part[2]));
            opening.updateAAD(header.getBytes(StandardCharsets.US_ASCII));
            return opening.doFinal(ByteBuffer.allocate(part[3].length + 16).put(part[3]).put(part[4]).array());
        } catch (GeneralSecurityException | IllegalStateException | Refused damaged) {
            throw new Refused("damaged_bundle");
        }
    }

    /** The key that wraps the content key: one round of the Concat KDF (RFC 7518, 4.6.2), no apu and no apv. */
    static byte[] derived(byte[] secret) throws GeneralSecurityException {
        byte[] algorithm = OUTER.get("alg").getBytes(StandardCharsets.US_ASCII);
        ByteBuffer input = ByteBuffer.allocate(4 + secret.length + 4 + algorithm.length + 12);
        input.putInt(1).put(secret).putInt(algorithm.length).put(algorithm).putInt(0).putInt(0).putInt(256);
        return MessageDigest.getInstance("SHA-256").digest(input.array());
    }

    static boolean signed(byte[] token, byte[] signature, Map<String, Object> key) throws Exception {
        if (signature.length != 64) return false;
        String text = new String(token, StandardCharsets.US_ASCII);
        Signature checking = Signature.getInstance("SHA256withECDSAinP1363Format");
        checking.initVerify(publicKey(key));
        checking.update(text.substring(0, text.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII));
        try {
            return checking.verify(signature);
        } catch (GeneralSecurityException none) {
            return false;
        }
    }

    static ECParameterSpec curve() throws GeneralSecurityException {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        return parameters.getParameterSpec(ECParameterSpec.class);
    }

    static PublicKey publicKey(Map<String, Object> key) throws GeneralSecurityException, Refused {
        BigInteger x = number(key.get("x")), y = number(key.get("y"));
        ECParameterSpec curve = curve();
        BigInteger p = ((java.security.spec.ECFieldFp) curve.getCurve().getField()).getP();
        BigInteger right = x.pow(3).add(curve.getCurve().getA().multiply(x)).add(curve.getCurve().getB()).mod(p);
        // the JDK does not look whether the point is on the curve
        if (x.compareTo(p) >= 0 || y.compareTo(p) >= 0 || !y.pow(2).mod(p).equals(right)) throw new Refused("");
        return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(new ECPoint(x, y), curve));
    }

    static PrivateKey privateKey(Map<String, Object> key) throws GeneralSecurityException {
        return KeyFactory.getInstance("EC").generatePrivate(new ECPrivateKeySpec(number(key.get("d")), curve()));
    }

    static BigInteger number(Object text) {
        return new BigInteger(1, Base64.getUrlDecoder().decode((String) text));
    }

    // claims

    static final Predicate<Object> THUMBPRINT = text("[A-Za-z0-9_-]{43}");
    static final Predicate<Object> IDENTIFIER = text("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    static final Predicate<Object> VERSION = text("[A-Za-z0-9][A-Za-z0-9.+_-]{0,63}");
    static final Predicate<Object> SHA256 = text("[0-9a-f]{64}");
    static final Predicate<Object> SHA256_OR_NONE = text("([0-9a-f]{64})?");
    static final Predicate<Object> MOMENT = whole(0, 4_102_444_800L);
    static final Predicate<Object> FLAG = value -> value instanceof Boolean;
    static final Predicate<Object> OBJECT = value -> value instanceof Map;

    static final Predicate<Object> IDENTIFIER_OR_NONE = text("([A-Za-z0-9][A-Za-z0-9._-]{0,63})?");
    static final Predicate<Object> NOTHING = value -> value == null;

    static final Map<String, Predicate<Object>> CLAIMS = Map.ofEntries(
        Map.entry("v", whole(2, 2)),
        Map.entry("kind", IDENTIFIER),
        Map.entry("jti", text("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")),
        Map.entry("iss", IDENTIFIER),
        Map.entry("aud", IDENTIFIER),
        Map.entry("iat", MOMENT),
        Map.entry("exp", MOMENT),
        Map.entry("seq", whole(1, Json.LARGEST)),
        Map.entry("prev", SHA256_OR_NONE),
        Map.entry("replaces", text("")),
        Map.entry("app", fields(Map.of("version", VERSION, "build", SHA256_OR_NONE))),
        Map.entry("bank", fields(Map.of("id", IDENTIFIER, "version", VERSION, "sha256", SHA256))),
        Map.entry("scoring", fields(Map.of("version", VERSION, "sha256", SHA256_OR_NONE))),
        Map.entry("consent", fields(Map.of(
            "version", VERSION, "locale", text("[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}"), "text_sha256", SHA256,
            "at", MOMENT, "scopes", list(IDENTIFIER)))),
        Map.entry("audit", fields(Map.of(
            "n", whole(0, Json.LARGEST), "head", SHA256_OR_NONE, "broken", whole(0, Json.LARGEST)))),
        Map.entry("clock", fields(Map.of("floor", MOMENT, "adjusted", FLAG))),
        Map.entry("subject", IDENTIFIER),
        Map.entry("events", list(OBJECT)),
        Map.entry("profile", OBJECT),
        Map.entry("pad", text("[A-Za-z0-9_-]{0,16384}")));
    static final Map<String, Predicate<Object>> WITHDRAWN = with(CLAIMS, Map.of(
        "replaces", SHA256_OR_NONE, "consent", NOTHING, "subject", IDENTIFIER_OR_NONE,
        "events", value -> value instanceof List<?> list && list.isEmpty(),
        "profile", value -> value instanceof Map<?, ?> map && map.isEmpty()));

    static Map<String, Object> claims(byte[] payload) throws Refused {
        Object found;
        try {
            found = Json.read(payload, LARGEST);
        } catch (Json.NotStrict notStrict) {
            throw new Refused("malformed_contents");
        }
        if (!(found instanceof Map)) throw new Refused("malformed_contents");
        Map<String, Object> claims = object(found);
        if (claims.get("v") instanceof Long version && version > 2) throw new Refused("unknown_format");
        if (!claims.keySet().equals(CLAIMS.keySet())) throw new Refused("malformed_contents");
        for (String name : List.of("v", "kind"))
            if (!CLAIMS.get(name).test(claims.get(name))) throw new Refused("malformed_contents");
        if (!Set.of("profile", "withdrawn", "test").contains(claims.get("kind"))) throw new Refused("wrong_kind");
        if (!fields(claims.get("kind").equals("withdrawn") ? WITHDRAWN : CLAIMS).test(claims)
                || (long) claims.get("exp") != (long) claims.get("iat") + LIFETIME)
            throw new Refused("malformed_contents");
        return claims;
    }

    static Map<String, Predicate<Object>> with(Map<String, Predicate<Object>> all, Map<String, Predicate<Object>> some) {
        Map<String, Predicate<Object>> found = new LinkedHashMap<>(all);
        found.putAll(some);
        return found;
    }

    static void meaning(Map<String, Object> claims, Map<String, Object> device, Map<String, Object> trust, long now)
            throws Refused {
        long sealed = (long) claims.get("iat");
        if (!claims.get("aud").equals(trust.get("municipality"))) throw new Refused("wrong_desk");
        if (!claims.get("iss").equals(device.get("name"))) throw new Refused("unknown_device");
        if (sealed < (long) device.get("nbf") - DAY || sealed > now + DAY) throw new Refused("clock_doubt");
        if (sealed > (long) device.get("naf")) throw new Refused("expired_device");
        if (now > (long) claims.get("exp") + DAY) throw new Refused("expired_bundle");
        if (revoked(device)) {
            Object since = device.get("revoked_at");
            boolean plausible = since != null && sealed < (long) since
                && (long) claims.get("seq") <= (long) device.get("last_good_seq");
            throw new Refused(plausible ? "revoked_plausible" : "revoked_device");
        }
        List<?> banks = (List<?>) trust.get("banks");
        if (!banks.isEmpty() && !banks.contains(claims.get("bank"))) throw new Refused("unlisted_bank");
    }

    static Predicate<Object> text(String pattern) {
        Pattern compiled = Pattern.compile(pattern);
        return value -> value instanceof String text && compiled.matcher(text).matches();
    }

    static Predicate<Object> whole(long least, long most) {
        return value -> value instanceof Long number && least <= number && number <= most;
    }

    static Predicate<Object> list(Predicate<Object> each) {
        return value -> value instanceof List<?> list && list.size() <= 20_000 && list.stream().allMatch(each);
    }

    static Predicate<Object> fields(Map<String, Predicate<Object>> each) {
        return value -> value instanceof Map<?, ?> map && map.keySet().equals(each.keySet())
            && each.entrySet().stream().allMatch(field -> field.getValue().test(map.get(field.getKey())));
    }

    /** Strict JSON: integers are Long, other numbers Double, null is null. */
    static final class Json {
        static final long LARGEST = (1L << 53) - 1;
        static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
        final String text;
        int at = 0;

        static final class NotStrict extends Exception {}

        Json(String text) { this.text = text; }

        static Object read(byte[] data, int limit) throws NotStrict {
            if (data.length > limit) throw new NotStrict();
            try {
                Json json = new Json(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(data)).toString());
                Object value = json.value(0);
                if (json.at != json.text.length()) throw new NotStrict();
                return value;
            } catch (CharacterCodingException notUtf8) {
                throw new NotStrict();
            }
        }

        Object value(int depth) throws NotStrict {
            space();
            Object found = switch (peek()) {
                case '{' -> object(depth + 1);
                case '[' -> array(depth + 1);
                case '"' -> string();
                case 't' -> word("true", true);
                case 'f' -> word("false", false);
                case 'n' -> word("null", null);
                default -> number();
            };
            space();
            return found;
        }

        Map<String, Object> object(int depth) throws NotStrict {
            if (depth > 16) throw new NotStrict();
            Map<String, Object> found = new LinkedHashMap<>();
            at++;
            space();
            if (took('}')) return found;
            do {
                space();
                if (peek() != '"') throw new NotStrict();
                String name = string();
                space();
                if (!took(':') || found.containsKey(name)) throw new NotStrict();
                found.put(name, value(depth));
            } while (took(','));
            if (!took('}')) throw new NotStrict();
            return found;
        }

        List<Object> array(int depth) throws NotStrict {
            if (depth > 16) throw new NotStrict();
            List<Object> found = new ArrayList<>();
            at++;
            space();
            if (took(']')) return found;
            do found.add(value(depth)); while (took(','));
            if (!took(']')) throw new NotStrict();
            return found;
        }

        Object word(String word, Object value) throws NotStrict {
            if (!text.startsWith(word, at)) throw new NotStrict();
            at += word.length();
            return value;
        }

        Object number() throws NotStrict {
            var found = NUMBER.matcher(text).region(at, text.length());
            if (!found.lookingAt() || found.end() - at > 32) throw new NotStrict();
            at = found.end();
            if (found.group(2) == null && found.group(3) == null) {
                BigInteger whole = new BigInteger(found.group());
                if (whole.abs().bitLength() > 53) throw new NotStrict();
                return whole.longValue();
            }
            double real = Double.parseDouble(found.group());
            if (Double.isInfinite(real)) throw new NotStrict();
            return real;
        }

        String string() throws NotStrict {
            StringBuilder found = new StringBuilder();
            for (at++; !took('"'); ) {
                char letter = next();
                if (letter < 0x20) throw new NotStrict();
                found.append(letter == '\\' ? escaped() : letter);
            }
            if (found.codePoints().anyMatch(Json::forbidden)) throw new NotStrict();
            if (!Normalizer.isNormalized(found, Normalizer.Form.NFC)) throw new NotStrict();
            return found.toString();
        }

        static boolean forbidden(int point) {
            return point < 0x20 && point != '\t' && point != '\n' || point >= 0x7f && point <= 0x9f
                || point >= 0x202a && point <= 0x202e || point >= 0x2066 && point <= 0x2069
                || point >= 0xd800 && point <= 0xdfff;  // what codePoints() could not pair
        }

        char escaped() throws NotStrict {
            char letter = next();
            int known = "\"\\/bfnrt".indexOf(letter);
            if (known >= 0) return "\"\\/\b\f\n\r\t".charAt(known);
            if (letter != 'u' || at + 4 > text.length()) throw new NotStrict();
            String digits = text.substring(at, at + 4);
            if (!digits.matches("[0-9A-Fa-f]{4}")) throw new NotStrict();
            at += 4;
            return (char) Integer.parseInt(digits, 16);
        }

        char next() throws NotStrict {
            if (at >= text.length()) throw new NotStrict();
            return text.charAt(at++);
        }

        char peek() {
            return at < text.length() ? text.charAt(at) : '\0';
        }

        boolean took(char letter) {
            if (peek() != letter || at >= text.length()) return false;
            at++;
            return true;
        }

        void space() {
            while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) at++;
        }
    }
}
