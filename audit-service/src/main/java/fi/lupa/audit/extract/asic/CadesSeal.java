// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract.asic;

import fi.lupa.platform.key.Digests;
import fi.lupa.platform.key.SecretFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** Seals with an RSA or EC key held in memory. An RSA key gives the same bytes for the same content and time again. */
final class CadesSeal implements Seal {

    private final PrivateKey key;
    private final List<X509Certificate> chain;

    private CadesSeal(PrivateKey key, List<X509Certificate> chain) {
        this.key = key;
        this.chain = List.copyOf(chain);
    }

    static CadesSeal read(Path keyFile, Path certificateFile) {
        try (PEMParser pem = new PEMParser(new StringReader(SecretFile.read(keyFile)))) {
            if (!(pem.readObject() instanceof PrivateKeyInfo info)) {
                throw new IllegalStateException("the seal's key is not a private key in PKCS #8");
            }
            PrivateKey key = new JcaPEMKeyConverter().getPrivateKey(info);
            byte[] certificates = SecretFile.read(certificateFile).getBytes(StandardCharsets.US_ASCII);
            List<X509Certificate> chain =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(certificates))
                            .stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            CadesSeal seal = new CadesSeal(key, chain);
            seal.over(new byte[0], Instant.EPOCH);
            return seal;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("the seal's key or certificate cannot be read", e);
        }
    }

    @Override
    public byte[] over(byte[] content, Instant at) {
        try {
            X509Certificate certificate = chain.get(0);
            ContentSigner signer = new JcaContentSignerBuilder(algorithm()).build(key);
            CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
            generator.addSignerInfoGenerator(new JcaSignerInfoGeneratorBuilder(
                            new JcaDigestCalculatorProviderBuilder().build())
                    .setSignedAttributeGenerator(new DefaultSignedAttributeTableGenerator(attributes(certificate, at)))
                    .build(signer, certificate));
            generator.addCertificates(new JcaCertStore(chain));
            return generator
                    .generate(new CMSProcessableByteArray(content), false)
                    .getEncoded("DER");
        } catch (GeneralSecurityException | OperatorCreationException | CMSException | IOException e) {
            throw new IllegalStateException("the seal was not set", e);
        }
    }

    @Override
    public String fingerprint() {
        try {
            byte[] digest = Digests.sha256(chain.get(0).getEncoded());
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String algorithm() {
        return switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> throw new IllegalStateException("the seal's key is neither RSA nor EC");
        };
    }

    /** What CAdES asks for beside CMS's own attributes: the time, and which certificate it is. */
    private static AttributeTable attributes(X509Certificate certificate, Instant at) throws GeneralSecurityException {
        SigningCertificateV2 signing =
                new SigningCertificateV2(new ESSCertIDv2(Digests.sha256(certificate.getEncoded())));
        ASN1EncodableVector attributes = new ASN1EncodableVector();
        attributes.add(new Attribute(CMSAttributes.signingTime, new DERSet(new Time(Date.from(at)))));
        attributes.add(new Attribute(PKCSObjectIdentifiers.id_aa_signingCertificateV2, new DERSet(signing)));
        return new AttributeTable(attributes);
    }
}
