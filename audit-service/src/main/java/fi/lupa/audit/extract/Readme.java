// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import fi.lupa.platform.id.Timestamps;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** What the bundle says of itself, for people: what is in it and three ways to verify it. */
enum Readme {
    FINNISH("LUEMINUT.txt", "readme_fi.txt"),
    SWEDISH("LASMIG.txt", "readme_sv.txt"),
    ENGLISH("README.txt", "readme_en.txt");

    private final String file;
    private final String template;

    Readme(String file, String resource) {
        this.file = file;
        this.template = read(resource);
    }

    String file() {
        return file;
    }

    String text(BundlePlan plan) {
        Extract extract = plan.extract();
        return template.replace("${extract}", extract.id().toString())
                .replace("${reference}", extract.reference())
                .replace("${legalBasis}", extract.legalBasis())
                .replace(
                        "${released}",
                        Timestamps.format(plan.release().officer().at()))
                .replace("${log}", plan.issued().log())
                .replace("${index}", Long.toString(plan.issued().index()));
    }

    private static String read(String resource) {
        try (InputStream stream = Objects.requireNonNull(Readme.class.getResourceAsStream(resource), resource)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
