package io.signalroom.security;

import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/** A key of an issuer: the public half as he publishes it, and tokens signed with the other. */
public final class IssuerKey {
    private static final int COORDINATE_BYTES = 32;
    private final String id;
    private final KeyPair pair;

    private IssuerKey(String id, KeyPair pair) {
        this.id = id;
        this.pair = pair;
    }

    /** An RSA key of so many bits. */
    public static IssuerKey rsa(String id, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return new IssuerKey(id, generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A key on the curve P-256. */
    public static IssuerKey curve(String id) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return new IssuerKey(id, generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The public half (RFC 7517). */
    public JsonObject jwk() {
        JsonObject jwk = new JsonObject().put("kid", id).put("use", "sig");
        if (pair.getPublic() instanceof RSAPublicKey rsa) {
            return jwk.put("kty", "RSA")
                    .put("n", number(rsa.getModulus(), 0))
                    .put("e", number(rsa.getPublicExponent(), 0));
        }
        ECPublicKey curve = (ECPublicKey) pair.getPublic();
        return jwk.put("kty", "EC")
                .put("crv", "P-256")
                .put("x", number(curve.getW().getAffineX(), COORDINATE_BYTES))
                .put("y", number(curve.getW().getAffineY(), COORDINATE_BYTES));
    }

    /** A token with a good signature, whatever it says. */
    public String sign(JsonObject header, JsonObject claims) {
        String base = text(header.toBuffer().getBytes()) + "."
                + text(claims.toBuffer().getBytes());
        try {
            boolean rsa = pair.getPublic() instanceof RSAPublicKey;
            Signature signature = Signature.getInstance(rsa ? "SHA256withRSA" : "SHA256withECDSAinP1363Format");
            signature.initSign(pair.getPrivate());
            signature.update(base.getBytes(StandardCharsets.US_ASCII));
            return base + "." + text(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The header of an honest token. */
    public JsonObject header() {
        return new JsonObject()
                .put("typ", "JWT")
                .put("alg", pair.getPublic() instanceof RSAPublicKey ? "RS256" : "ES256")
                .put("kid", id);
    }

    /** Without a sign byte; filled up to a length where there is one. */
    private static String number(BigInteger number, int length) {
        byte[] bytes = number.toByteArray();
        byte[] plain = bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
        byte[] whole = new byte[Math.max(length, plain.length)];
        System.arraycopy(plain, 0, whole, whole.length - plain.length, plain.length);
        return text(whole);
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
