// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.copy;

import com.fasterxml.jackson.databind.JsonNode;
import fi.lupa.consent.capture.Language;
import fi.lupa.consent.catalogue.Channel;
import fi.lupa.consent.centre.CentreWords;
import fi.lupa.consent.http.TextBundle;
import fi.lupa.consent.receipt.ReceiptLanguage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The words of a copy in one language; the words of choices, methods and channels are those of the other pages. */
record CopyWords(Language language) {

    private static final TextBundle TEXTS = TextBundle.load(
            CopyWords.class,
            "copy",
            Arrays.stream(Language.values()).map(Language::tag).toList());

    String of(String key, String... values) {
        return TEXTS.of(language.tag(), key, values);
    }

    /** The word for a value of ours; the value itself where there is none. */
    String word(String kind, String value) {
        return TEXTS.find(language.tag(), kind + "." + value).orElse(value);
    }

    String method(String method) {
        return method.isEmpty() ? "" : ReceiptLanguage.of(language.tag()).text("method." + method);
    }

    String actor(String actor) {
        return actor.isEmpty() ? "" : ReceiptLanguage.of(language.tag()).text("actor." + actor);
    }

    String scope(String scope) {
        return ReceiptLanguage.of(language.tag()).text("scope." + scope);
    }

    String channel(JsonNode channel) {
        return new CentreWords(language).channel(channel.isTextual() ? Channel.valueOf(channel.asText()) : null);
    }

    String date(JsonNode time) {
        return time.isTextual() ? date(time.asText()) : "";
    }

    String date(String time) {
        return time.length() > 10 ? new CentreWords(language).date(Instant.parse(time)) : time;
    }

    /** What has no words of its own, member by member. */
    String plain(JsonNode said) {
        if (said.isValueNode()) {
            return said.asText();
        }
        List<String> parts = new ArrayList<>();
        said.properties().forEach(member -> {
            JsonNode value = member.getValue();
            boolean nothing = value.isNull() || (value.isContainerNode() && value.isEmpty());
            if (!nothing) {
                parts.add(word("member", member.getKey()) + ": " + plain(value));
            }
        });
        if (said.isArray()) {
            said.forEach(one -> parts.add(plain(one)));
        }
        return String.join(", ", parts);
    }
}
