// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.time;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampToken;

/** Whose stamps are taken: of a certificate for time stamping that is trusted, or was issued by one that is, valid when it stamped. */
final class StampSigner {

    private final List<X509Certificate> trusted;

    StampSigner(List<X509Certificate> trusted) {
        this.trusted = List.copyOf(trusted);
    }

    /** Throws {@link TimestampAuthority.NotStampedException} unless the token's signature holds and is of one of these. */
    void require(TimeStampToken token) throws TSPException {
        try {
            X509CertificateHolder holder = certificates(token).stream()
                    .filter(each -> token.getSID().match(each))
                    .findFirst()
                    .orElseThrow(() -> new TimestampAuthority.NotStampedException("CERTIFICATE_MISSING"));
            token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(holder));
            requireTrust(token, holder);
        } catch (OperatorCreationException e) {
            throw new TimestampAuthority.NotStampedException("UNKNOWN_ALGORITHM");
        } catch (GeneralSecurityException e) {
            throw new TimestampAuthority.NotStampedException("ANOTHER_AUTHORITY");
        }
    }

    private void requireTrust(TimeStampToken token, X509CertificateHolder holder) throws GeneralSecurityException {
        List<X509Certificate> given = new ArrayList<>();
        for (X509CertificateHolder each : certificates(token)) {
            given.add(new JcaX509CertificateConverter().getCertificate(each));
        }
        X509Certificate signer = new JcaX509CertificateConverter().getCertificate(holder);
        if (trusted.contains(signer)) {
            return;
        }
        X509CertSelector target = new X509CertSelector();
        target.setCertificate(signer);
        Set<TrustAnchor> anchors = trusted.stream()
                .map(certificate -> new TrustAnchor(certificate, null))
                .collect(Collectors.toSet());
        PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, target);
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(given)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(token.getTimeStampInfo().getGenTime());
        CertPathBuilder.getInstance("PKIX").build(parameters);
    }

    private static List<X509CertificateHolder> certificates(TimeStampToken token) {
        return List.copyOf(token.getCertificates().getMatches(null));
    }
}
