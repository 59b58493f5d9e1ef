// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.lupa.audit.checkpoint.SigningKit;
import fi.lupa.audit.log.Batches;
import fi.lupa.audit.log.LogKit;
import fi.lupa.audit.verify.Stranger;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only a stamp of the authority that is trusted, over that very checkpoint, is kept; openssl is the authority, and the judge. */
class StampingTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // Set by JUnit.
    Path directory;

    private LogKit kit;
    private SigningKit signing;
    private TimeAuthority authority;

    @BeforeEach
    void open() throws IOException {
        kit = LogKit.withDatabase();
        signing = SigningKit.in(directory);
        authority = TimeAuthority.start(directory.resolve("tsa"));
    }

    @AfterEach
    void close() {
        authority.close();
        kit.close();
    }

    @Test
    void stampsTheNewestCheckpointOnceAnInterval_asOpensslSaysToo() throws Exception {
        // Given
        sign(10);

        // When
        int first = round(authority.certificate(), Instant.now());
        sign(5);
        int soon = round(authority.certificate(), Instant.now());
        int later = round(authority.certificate(), Instant.now().plus(Duration.ofHours(2)));
        int still = round(authority.certificate(), Instant.now().plus(Duration.ofHours(4)));

        // Then
        assertThat(List.of(first, soon, later, still)).containsExactly(1, 0, 1, 0);
        assertThat(kit.column("SELECT size FROM checkpoint_time ORDER BY size")).containsExactly("10", "15");
        assertThat(opensslOn(10, authority.certificate())).contains("Verification: OK");
        Files.writeString(directory.resolve("note"), "another text\n");
        assertThat(Stranger.shell(directory, verify(authority.certificate()))).doesNotContain("Verification: OK");
    }

    @Test
    void keepsNothing_whenTheAuthorityIsAnotherIsAwayOrAnswersSomethingElse() throws Exception {
        // Given
        sign(10);
        try (TimeAuthority other = TimeAuthority.start(directory.resolve("other"))) {
            // When, Then
            assertRefused(other.certificate(), "ANOTHER_AUTHORITY");
        }
        authority.status(503);
        assertRefused(authority.certificate(), "HTTP_503");
        authority.status(200);
        authority.replays();
        assertRefused(authority.certificate(), "ANOTHER_STAMP_THAN_ASKED_FOR");
        assertThat(kit.column("SELECT size FROM checkpoint_time")).isEmpty();
    }

    private void assertRefused(Path trusted, String reason) {
        assertThatThrownBy(() -> round(trusted, Instant.now()))
                .isInstanceOf(TimestampAuthority.NotStampedException.class)
                .hasMessage(reason);
    }

    private void sign(int facts) throws SQLException, IOException {
        try (Batches batches = Batches.on(kit)) {
            batches.write(facts);
        }
        signing.sign(kit);
    }

    private int round(Path trusted, Instant now) throws Exception {
        TimestampAuthority asked = new TimestampAuthority(authority.url(), certificates(trusted), new SecureRandom());
        try (Connection connection = kit.writer().getConnection()) {
            return new Stamping(asked, Duration.ofHours(1), InstantSource.fixed(now)).round(connection);
        }
    }

    private String opensslOn(long size, Path root) throws IOException {
        Files.writeString(
                directory.resolve("note"),
                kit.column("SELECT note FROM checkpoint WHERE size = " + size).get(0));
        String hex = kit.column("SELECT encode(response, 'hex') FROM checkpoint_time WHERE size = " + size)
                .get(0);
        Files.write(directory.resolve("tsr"), HexFormat.of().parseHex(hex));
        return Stranger.shell(directory, verify(root));
    }

    private static String verify(Path root) {
        return "openssl ts -verify -data note -in tsr -CAfile " + root;
    }

    private static List<X509Certificate> certificates(Path file) throws IOException, CertificateException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)))
                .stream()
                .map(X509Certificate.class::cast)
                .toList();
    }
}
