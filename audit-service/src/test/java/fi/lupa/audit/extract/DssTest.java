// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import static org.assertj.core.api.Assertions.assertThat;

import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import fi.lupa.audit.extract.asic.Seal;
import fi.lupa.audit.serving.AuditInfrastructure;
import fi.lupa.audit.serving.SealFiles;
import fi.lupa.audit.serving.VaultStub;
import fi.lupa.local.infrastructure.KafkaBroker;
import fi.lupa.local.infrastructure.OidcIssuer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the European Commission's own library, DSS, says of the container and its seal, by its default policy. */
@QuarkusTest
@QuarkusTestResource(AuditInfrastructure.class)
class DssTest {

    @SuppressWarnings("NullAway.Init") // Set by AuditInfrastructure before each test.
    OidcIssuer issuer;

    @SuppressWarnings("NullAway.Init")
    KafkaBroker kafka;

    @SuppressWarnings("NullAway.Init")
    SealFiles seal;

    @SuppressWarnings("NullAway.Init")
    VaultStub vault;

    private ExtractKit kit() {
        return new ExtractKit(issuer);
    }

    @BeforeEach
    void logSomething() {
        vault.asAlways();
        kit().logWavesOnce(kafka, vault);
    }

    @Test
    void saysTotalPassed_andTotalFailedOnceAPartIsChanged() {
        // Given
        byte[] served = kit().issued("{\"controller\":\"kysely\"}", "officer-1", "officer-2");
        BundleFile good = BundleFile.of(served);
        byte[] report =
                Objects.requireNonNull(good.parts().get(ReportPart.FILE)).clone();
        report[report.length / 2] ^= 1;

        // When
        SimpleReport passed = validated(served, seal.certificate());
        SimpleReport changed = validated(good.withBytes(ReportPart.FILE, report).zip(), seal.certificate());

        // Then
        assertThat(indication(passed)).isEqualTo(Indication.TOTAL_PASSED);
        assertThat(passed.getSignatureFormat(passed.getFirstSignatureId())).isEqualTo(SignatureLevel.CAdES_BASELINE_B);
        assertThat(passed.getSignaturesCount()).isOne();
        assertThat(indication(changed)).isEqualTo(Indication.TOTAL_FAILED);
    }

    @Test
    void saysTotalPassed_whenAnAuthorityIssuedTheSeal_andNotByAnother() throws IOException {
        // Given
        Path directory = Files.createTempDirectory(Path.of("target"), "dss").toAbsolutePath();
        SealFiles issued = SealFiles.issued(directory);
        byte[] bundle = BundleFile.of(kit().issued("{\"controller\":\"kysely\"}", "officer-1", "officer-2"))
                .sealed(Seal.of(issued.key(), issued.certificate()), Instant.now());

        // When
        SimpleReport known = validated(bundle, directory.resolve("authority.crt"));
        SimpleReport unknown = validated(bundle, seal.certificate());

        // Then
        assertThat(indication(known))
                .as(known.getSubIndication(known.getFirstSignatureId()) + " "
                        + known.getAdESValidationErrors(known.getFirstSignatureId()))
                .isEqualTo(Indication.TOTAL_PASSED);
        assertThat(indication(unknown)).isEqualTo(Indication.INDETERMINATE);
    }

    private static Indication indication(SimpleReport report) {
        return report.getIndication(report.getFirstSignatureId());
    }

    private static SimpleReport validated(byte[] bundle, Path certificate) {
        CommonTrustedCertificateSource trusted = new CommonTrustedCertificateSource();
        trusted.addCertificate(DSSUtils.loadCertificate(certificate.toFile()));
        CommonCertificateVerifier verifier = new CommonCertificateVerifier();
        verifier.setTrustedCertSources(trusted);
        SignedDocumentValidator validator =
                SignedDocumentValidator.fromDocument(new InMemoryDocument(bundle, "extract.asice"));
        validator.setCertificateVerifier(verifier);
        return validator.validateDocument().getSimpleReport();
    }
}
