// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStackTest {

    @TempDir
    private Path dir;

    @Test
    void startsAPartOnce_whenAskedAgain() {
        // Given
        LocalStack first = LocalStack.with(Part.MAIL);

        // When
        LocalStack second = LocalStack.with(Part.ISSUER, Part.MAIL);

        // Then
        assertThat(second.mail().pid()).isEqualTo(first.mail().pid());
        assertThat(second.mail().port()).isEqualTo(first.mail().port());
        assertThat(second.mail().imapPort()).isEqualTo(first.mail().imapPort());
        assertThatThrownBy(first::kafka).hasMessageContaining("ask for it first");
    }

    @Test
    void runsABootstrapScriptOnce_whenSeveralTestClassesNameIt() throws Exception {
        // Given
        Path script = Files.writeString(dir.resolve("bootstrap.sql"), "CREATE DATABASE once;");

        // When
        LocalStack.with(Part.POSTGRES).bootstrap(script);
        LocalStack stack = LocalStack.with(Part.POSTGRES).bootstrap(script);

        // Then
        try (Connection connection = stack.postgres().connect("once")) {
            assertThat(connection.isValid(30)).isTrue();
        }
    }

    @Test
    void removesTheRunsThatEnded_whenANewOneBegins() throws Exception {
        // Given
        Path ended = Files.createDirectories(dir.resolve("999999999/POSTGRES"));
        long self = ProcessHandle.current().pid();

        // When
        Path own = RunDirectories.of(dir, self);

        // Then
        assertThat(ended).doesNotExist();
        assertThat(List.of(own)).allMatch(Files::isDirectory);
    }
}
