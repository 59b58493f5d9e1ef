// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import fi.lupa.platform.key.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The page in the bundle that checks the bundle, in a browser and offline: one file, put together from its sources and two libraries. Its
 * own policy names the hash of each script, so it runs nothing else and opens no connection.
 */
final class VerifierPage {

    static final String FILE = "verify.html";
    static final String TYPE = "text/html";

    private static final String FOLDER = "verifier/";
    private static final String TEXT = make();

    private VerifierPage() {}

    /** Returns the page; the same bytes in every bundle of this version. */
    static String text() {
        return TEXT;
    }

    private static String make() {
        String noble = read("noble-ed25519.js") + "\nglobalThis.nobleEd25519 = { verifyAsync };\n";
        String ours = Stream.of(
                        "basics.js", "zip.js", "seal.js", "log.js", "policy.js", "entries.js", "answers.js", "main.js")
                .map(VerifierPage::read)
                .collect(Collectors.joining("\n"));
        List<Script> scripts = List.of(
                new Script("", read("js-sha256.js")),
                new Script(" type=\"module\"", noble),
                new Script(" type=\"module\"", ours));
        List<String> parts = new ArrayList<>();
        scripts.forEach(script -> parts.add(script.element()));
        parts.add("<!--\n@noble/ed25519\n" + read("noble-ed25519.LICENSE") + "\njs-sha256\n" + read("js-sha256.LICENSE")
                + "-->");
        String hashes = scripts.stream().map(Script::hash).collect(Collectors.joining(" "));
        return read("page.html").replace("${hashes}", hashes).replace("${scripts}", String.join("\n", parts));
    }

    private static String read(String name) {
        try (InputStream stream = Objects.requireNonNull(VerifierPage.class.getResourceAsStream(FOLDER + name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Script(String attributes, String text) {

        String element() {
            return "<script" + attributes + ">" + text + "</script>";
        }

        String hash() {
            byte[] digest = Digests.sha256(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        }
    }
}
