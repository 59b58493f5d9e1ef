// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import fi.lupa.audit.verify.Browser;
import fi.lupa.audit.verify.Stranger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The page that is in every bundle, opened in a browser by somebody who knows the log's keys and the seal's certificate; and the script beside it. */
final class PageInBrowser {

    private static final String RESULT = """
            return [document.getElementById('verdict').textContent, ...['checked', 'unchecked', 'violations'].flatMap(
              id => [...document.querySelectorAll('#' + id + ' li')].map(li => id + ': ' + li.textContent))].join('\\n')
            """;

    private final Path directory;
    private final Browser browser;
    private final Path certificate;
    private final Path html;

    private PageInBrowser(Path directory, Browser browser, Path certificate, Path html) {
        this.directory = directory;
        this.browser = browser;
        this.certificate = certificate;
        this.html = html;
    }

    static PageInBrowser in(Path directory, Browser browser, Path certificate) throws IOException {
        Path html = Files.writeString(directory.resolve("page.html"), VerifierPage.text());
        return new PageInBrowser(directory, browser, certificate, html);
    }

    /** The keys of the log that are given to page and script from now on. */
    void expectsKeys(String keys) throws IOException {
        Files.writeString(keys(), keys);
    }

    /** The one line that says whether the bundle is accepted. */
    String verdict(byte[] bundle) {
        return said(bundle).stream()
                .filter(line -> line.startsWith("ACCEPTED") || line.startsWith("REFUSED"))
                .findFirst()
                .orElseThrow();
    }

    /** All that stands on the page: the verdict, and a line each of what was and was not checked. */
    List<String> said(byte[] bundle) {
        return saidAfter("", bundle);
    }

    /** The same after a script has changed the browser. */
    List<String> saidAfter(String script, byte[] bundle) {
        open(html, bundle);
        give();
        browser.run(script);
        return result();
    }

    /** What another copy of the page says to somebody who gives it neither keys nor certificate. */
    List<String> saidBy(Path copy, byte[] bundle) {
        open(copy, bundle);
        return result();
    }

    /** What is said when a policy of witnesses is given, too. */
    List<String> witnessed(byte[] bundle, Path policy) {
        open(html, bundle);
        give();
        browser.choose("policy", policy);
        return result();
    }

    /** Runs a script in the page that is open, and returns what it returned. */
    String run(String script) {
        return browser.run(script).asText();
    }

    /** What the script that needs no browser says of the bundle. */
    List<String> script(byte[] bundle) {
        Path file = write("script.asice", bundle);
        return Stranger.bundleVerdict(
                        directory, "--keys", keys().toString(), "--seal", certificate.toString(), file.toString())
                .lines()
                .toList();
    }

    /** What the script says of entries and logs, in the page's words: whose seal it is and the limits each says in its own. */
    static List<String> alike(List<String> script) {
        return script.stream()
                .filter(line ->
                        !line.contains("seal") && !line.contains("whose witnesses") && !line.contains("time stamp"))
                .map(line ->
                        line.replaceFirst("^NOT CHECKED: ", "unchecked: ").replaceFirst("^VIOLATION: ", "violations: "))
                .toList();
    }

    private void open(Path page, byte[] bundle) {
        browser.open(page);
        browser.choose("file", write("extract.asice", bundle));
    }

    private void give() {
        browser.choose("keys", keys());
        browser.choose("seal", certificate);
    }

    private List<String> result() {
        browser.press("check");
        browser.textOnceThere("verdict");
        return run(RESULT).lines().toList();
    }

    private Path keys() {
        return directory.resolve("log.keys");
    }

    private Path write(String name, byte[] bytes) {
        try {
            return Files.write(directory.resolve(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
