// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.suppression;

import fi.lupa.consent.catalogue.Controller;
import fi.lupa.platform.identifier.IdentifierKeys;
import fi.lupa.platform.identifier.IdentifierType;
import fi.lupa.platform.identifier.Normalisation;
import fi.lupa.platform.identifier.PostalAddress;
import fi.lupa.platform.identifier.RawIdentifier;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the lines of one list: {@code value;reason;since}. A postal value is {@code name|street|postcode|city|country}. */
final class ListLines {

    private static final int HEX_LENGTH = 64;
    private static final int POSTAL_FIELDS = 5;

    private final Upload upload;
    private final Controller controller;
    private final IdentifierKeys keys;

    ListLines(Upload upload, Controller controller, IdentifierKeys keys) {
        this.upload = upload;
        this.controller = controller;
        this.keys = keys;
    }

    /** The fields of the first line without the byte order mark that some programs begin a file with. */
    static List<String> withoutMark(List<String> fields) {
        List<String> clean = new ArrayList<>(fields);
        clean.set(0, clean.get(0).startsWith("\uFEFF") ? clean.get(0).substring(1) : clean.get(0));
        return clean;
    }

    static boolean isHeader(List<String> fields) {
        return "value".equalsIgnoreCase(fields.get(0).strip());
    }

    /** Returns the line's entry; nothing for a value that is no identifier. */
    Optional<Entry> entry(List<String> fields) {
        String value = fields.get(0);
        Reason reason = reason(fields.size() > 1 ? fields.get(1).strip() : "");
        IdentifierType named = upload.typeOfAll();
        IdentifierType type = named == null ? guess(value) : named;
        return (upload.format() == ListFormat.SHA256 ? hashed(value) : normalised(type, value))
                .map(inner -> new Entry(keys.current(controller.identityDomain(), type, inner), reason));
    }

    private Optional<byte[]> normalised(IdentifierType type, String value) {
        RawIdentifier raw = new RawIdentifier(type, type == IdentifierType.POSTAL ? postal(value) : value, null);
        return Normalisation.normalise(raw, controller.defaultRegion())
                .fold(accepted -> Optional.of(IdentifierKeys.innerHash(accepted)), refusal -> Optional.empty());
    }

    private static String postal(String value) {
        String[] fields = value.split("\\|", -1);
        return fields.length == POSTAL_FIELDS
                ? new PostalAddress(fields[0], fields[1], fields[2], fields[3], fields[4]).canonical()
                : "";
    }

    private static Optional<byte[]> hashed(String value) {
        String hex = value.strip();
        try {
            return hex.length() == HEX_LENGTH ? Optional.of(HexFormat.of().parseHex(hex)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static IdentifierType guess(String value) {
        return value.contains("@") ? IdentifierType.EMAIL : IdentifierType.PHONE;
    }

    /** An unknown reason is no reason to let a line go: it is on the list. */
    private Reason reason(@Nullable String word) {
        for (Reason reason : Reason.values()) {
            if (reason != Reason.ERASED
                    && reason.name().equals(String.valueOf(word).toUpperCase(Locale.ROOT))) {
                return reason;
            }
        }
        return upload.kind().usualReason();
    }
}
