// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.merkle.note;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/** Ed25519 (RFC 8032) of the JDK, with keys as the bare 32 bytes that notes carry. */
final class Ed25519 {

    static final int KEY = 32;

    private static final String NAME = "Ed25519";
    private static final byte[] BEFORE_A_PUBLIC_KEY = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final byte[] BEFORE_A_SEED = HexFormat.of().parseHex("302e020100300506032b657004220420");

    private Ed25519() {}

    static PrivateKey privateKey(byte[] seed) throws GeneralSecurityException {
        return KeyFactory.getInstance(NAME).generatePrivate(new PKCS8EncodedKeySpec(join(BEFORE_A_SEED, seed)));
    }

    static PublicKey publicKey(byte[] raw) throws GeneralSecurityException {
        return KeyFactory.getInstance(NAME).generatePublic(new X509EncodedKeySpec(join(BEFORE_A_PUBLIC_KEY, raw)));
    }

    /** Returns the seed of a private key in PKCS #8, as {@code openssl genpkey} writes it. */
    static byte[] seedOf(byte[] pkcs8) {
        boolean known = pkcs8.length == BEFORE_A_SEED.length + KEY
                && Arrays.equals(pkcs8, 0, BEFORE_A_SEED.length, BEFORE_A_SEED, 0, BEFORE_A_SEED.length);
        if (!known) {
            throw new IllegalArgumentException("not an Ed25519 private key in PKCS #8");
        }
        return Arrays.copyOfRange(pkcs8, BEFORE_A_SEED.length, pkcs8.length);
    }

    /** Returns the public key of a seed: the JDK derives it only when it makes a pair, so it is given the seed as its random bytes. */
    static byte[] publicOf(byte[] seed) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(NAME);
        generator.initialize(NamedParameterSpec.ED25519, new Given(seed));
        KeyPair pair = generator.generateKeyPair();
        if (!Arrays.equals(seedOf(pair.getPrivate().getEncoded()), seed)) {
            throw new GeneralSecurityException("this JDK does not make an Ed25519 pair from its random bytes alone");
        }
        byte[] encoded = pair.getPublic().getEncoded();
        return Arrays.copyOfRange(encoded, BEFORE_A_PUBLIC_KEY.length, encoded.length);
    }

    static byte[] sign(PrivateKey key, byte[] message) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(NAME);
        signature.initSign(key);
        signature.update(message);
        return signature.sign();
    }

    static boolean verifies(PublicKey key, byte[] message, byte[] signed) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(NAME);
        signature.initVerify(key);
        signature.update(message);
        try {
            return signature.verify(signed);
        } catch (SignatureException e) {
            return false;
        }
    }

    private static byte[] join(byte[] first, byte[] second) {
        if (second.length != KEY) {
            throw new IllegalArgumentException("an Ed25519 key has 32 bytes");
        }
        byte[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    /** Gives a seed as if it were random. */
    private static final class Given extends SecureRandom {

        private static final long serialVersionUID = 1;
        private final transient byte[] seed;

        Given(byte[] seed) {
            this.seed = seed.clone();
        }

        @Override
        public void nextBytes(byte[] bytes) {
            if (bytes.length != seed.length) {
                throw new IllegalStateException("asked for " + bytes.length + " random bytes");
            }
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
        }
    }
}
