// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import fi.lupa.platform.id.Timestamps;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The letter that goes with a bundle, by another way than the file: what to compare it with. */
final class CoverLetter {

    private static final Map<String, String> TEMPLATES = Map.of("fi", read("fi"), "sv", read("sv"), "en", read("en"));

    private CoverLetter() {}

    static String of(BundlePlan plan, String sealFingerprint) {
        Extract extract = plan.extract();
        String keys =
                plan.papers().stream().map(papers -> indented(papers.vkeys())).collect(Collectors.joining());
        return Objects.requireNonNull(TEMPLATES.get(extract.language()))
                .replace("${extract}", extract.id().toString())
                .replace("${reference}", extract.reference())
                .replace("${legalBasis}", extract.legalBasis())
                .replace("${authority}", extract.authority() == null ? "[...]" : extract.authority())
                .replace(
                        "${released}",
                        Timestamps.format(plan.release().officer().at()))
                .replace(
                        "${entries}",
                        Long.toString(
                                Objects.requireNonNull(plan.found().outcome()).entries()))
                .replace("${seal}", sealFingerprint)
                .replace("${keys}", keys);
    }

    private static String indented(String lines) {
        return lines.lines().map(line -> "  " + line + "\n").collect(Collectors.joining());
    }

    private static String read(String language) {
        String name = "letter_" + language + ".txt";
        try (InputStream stream = Objects.requireNonNull(CoverLetter.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
