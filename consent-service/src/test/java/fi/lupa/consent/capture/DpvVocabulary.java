// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The terms of DPV 2.3 that receipts may use, each looked up in the published vocabulary. */
public final class DpvVocabulary {

    private static final Set<String> TERMS = load();

    private DpvVocabulary() {}

    public static boolean has(String term) {
        return TERMS.contains(term);
    }

    private static Set<String> load() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(DpvVocabulary.class.getResourceAsStream("/receipt/dpv-2.3-terms.txt")),
                StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
