// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.wire;

import fi.lupa.preference.decision.domain.CalendarSpan;
import fi.lupa.preference.decision.domain.Category;
import fi.lupa.preference.decision.domain.Channel;
import fi.lupa.preference.decision.domain.LegalBasis;
import fi.lupa.preference.decision.domain.Purpose;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Reads a purpose of a controller's catalogue. */
final class PurposeReader {

    private PurposeReader() {}

    /** The entry's id is {@code controller/key}. */
    static CatalogueItem purpose(String id, Members body) {
        int slash = id.indexOf('/');
        if (slash < 1 || slash == id.length() - 1) {
            throw Members.broken();
        }
        return new CatalogueItem.PurposeOf(id.substring(0, slash), purposeOf(id.substring(slash + 1), body));
    }

    private static Purpose purposeOf(String key, Members body) {
        return new Purpose(
                key,
                Objects.requireNonNull(Words.knownOrNull(Category.class, body.text("category"))),
                Words.allKnown(Channel.class, body.texts("channels")),
                body.object("basis").map(PurposeReader::basis).orElse(Map.of()),
                body.object("lia").isPresent(),
                body.textOrNull("legalDuty"),
                body.optionalText("validity")
                        .map(text -> Members.parsed(text, CalendarSpan::parse))
                        .orElse(null),
                body.integerOrNull("minimumAge"),
                body.flag("childDirected", false),
                body.texts("topics"),
                body.flag("ownOffersOnly", false),
                body.flag("refusalInEveryMessage", false),
                Words.allKnown(Purpose.Flag.class, body.texts("flags")),
                body.flag("retired", false));
    }

    private static Map<String, Set<LegalBasis>> basis(Members basis) {
        Map<String, Set<LegalBasis>> map = new HashMap<>();
        basis.names().forEach(name -> map.put(name, Words.allKnown(LegalBasis.class, basis.texts(name))));
        return map;
    }
}
