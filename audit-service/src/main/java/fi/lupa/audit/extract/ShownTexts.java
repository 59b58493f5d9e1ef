// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.audit.extract.asic.Container;
import fi.lupa.audit.extract.report.Report;
import fi.lupa.platform.key.Digests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The very texts that the entries say were shown to people, each in a file that is named by the hash the entries hold. Where a text does
 * not come, or is another one, the bundle says so.
 */
final class ShownTexts {

    static final String LIST = "notices.ndjson";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST = 1000;
    private static final String SHA_256 = "[0-9a-f]{64}";

    private final Set<Shown> wanted = new TreeSet<>();
    private final DisclosureTally tally;
    private final @Nullable DisclosureSource source;
    private final Map<String, JsonNode> versions = new HashMap<>();

    ShownTexts(@Nullable DisclosureSource source) {
        this.source = source;
        this.tally = new DisclosureTally(source == null ? "NOT_ASKED" : "OBTAINED");
    }

    /** Notes which text an entry names. */
    void add(JsonNode leaf) {
        String digest = leaf.path("pol").asText("");
        if (wanted.size() == MOST) {
            tally.failed("TOO_MANY");
        } else if (digest.matches(SHA_256)) {
            JsonNode notice = leaf.path("fact").path("consent").path("notice");
            wanted.add(new Shown(
                    notice.path("id").asText(""),
                    notice.path("version").asText(""),
                    notice.path("language").asText(""),
                    digest));
        }
    }

    /** Writes the texts, and a line for each of what became of it; tells the report. */
    DisclosureTally write(Container container, Report report) throws IOException {
        StringBuilder list = new StringBuilder();
        Set<String> written = new TreeSet<>();
        for (Shown shown : wanted) {
            String text = text(shown);
            ObjectNode line = JSON.createObjectNode()
                    .put("notice", shown.notice())
                    .put("version", shown.version())
                    .put("language", shown.language())
                    .put("sha256", shown.sha256());
            String result = result(shown, text);
            tally.count(result);
            report.text(new Report.Text(shown.name(), shown.sha256(), result, text));
            list.append(line.put("result", result)).append('\n');
            if (text != null && result.equals("SHOWN") && written.add(shown.sha256())) {
                container.add("notices/" + shown.sha256() + ".txt", BundleWriter.TEXT, text);
            }
        }
        container.add(LIST, "application/x-ndjson", list.toString());
        return tally;
    }

    private static String result(Shown shown, @Nullable String text) {
        if (text == null) {
            return "MISSING";
        }
        byte[] digest = Digests.sha256(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest).equals(shown.sha256()) ? "SHOWN" : "DIFFERENT";
    }

    /** What was hashed when it was shown: title, text and the label of the control, with a line feed between them. */
    private @Nullable String text(Shown shown) {
        JsonNode text = version(shown).path("texts").path(shown.language());
        return text.isObject()
                ? String.join(
                        "\n",
                        text.path("title").asText(""),
                        text.path("body").asText(""),
                        text.path("controlLabel").asText(""))
                : null;
    }

    private JsonNode version(Shown shown) {
        if (source == null || !tally.isObtained()) {
            return JSON.missingNode();
        }
        return versions.computeIfAbsent(shown.notice() + "\n" + shown.version(), none -> asked(source, shown));
    }

    private JsonNode asked(DisclosureSource vault, Shown shown) {
        try {
            return JSON.readTree(vault.notice(shown.notice(), shown.version()));
        } catch (JsonProcessingException e) {
            tally.failed("ANSWER_BROKE_OFF");
        } catch (AskedService.NotObtainedException e) {
            if (!e.reason().equals("HTTP_404")) {
                tally.failed(e.reason());
            }
        }
        return JSON.missingNode();
    }

    /** A text as an entry names it. */
    private record Shown(String notice, String version, String language, String sha256) implements Comparable<Shown> {

        String name() {
            return notice + " " + version + " (" + language + ")";
        }

        private static final Comparator<Shown> ORDER = Comparator.comparing(Shown::notice)
                .thenComparing(Shown::version)
                .thenComparing(Shown::language)
                .thenComparing(Shown::sha256);

        @Override
        public int compareTo(Shown other) {
            return ORDER.compare(this, other);
        }
    }
}
