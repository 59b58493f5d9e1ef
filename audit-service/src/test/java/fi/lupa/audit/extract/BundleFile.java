// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import fi.lupa.audit.extract.asic.Container;
import fi.lupa.audit.extract.asic.Seal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** A bundle taken apart, to be changed and put together again: as a stranger could, or with the seal as its owner could. */
final class BundleFile {

    private final Map<String, byte[]> parts;

    private BundleFile(Map<String, byte[]> parts) {
        this.parts = parts;
    }

    static BundleFile of(byte[] zip) {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                parts.put(entry.getName(), in.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new BundleFile(parts);
    }

    Map<String, byte[]> parts() {
        return parts;
    }

    String text(String name) {
        byte[] part = parts.get(name);
        if (part == null) {
            throw new IllegalArgumentException("no " + name + " in " + parts.keySet());
        }
        return new String(part, StandardCharsets.UTF_8);
    }

    BundleFile with(String name, UnaryOperator<String> change) {
        Map<String, byte[]> changed = new LinkedHashMap<>(parts);
        changed.put(name, change.apply(text(name)).getBytes(StandardCharsets.UTF_8));
        return new BundleFile(changed);
    }

    BundleFile withBytes(String name, byte[] content) {
        Map<String, byte[]> changed = new LinkedHashMap<>(parts);
        changed.put(name, content);
        return new BundleFile(changed);
    }

    BundleFile without(String name) {
        Map<String, byte[]> changed = new LinkedHashMap<>(parts);
        changed.remove(name);
        return new BundleFile(changed);
    }

    /** Puts it together without touching the seal. */
    byte[] zip() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                ZipEntry entry = new ZipEntry(part.getKey());
                if (part.getKey().equals("mimetype")) {
                    CRC32 sum = new CRC32();
                    sum.update(part.getValue());
                    entry.setMethod(ZipEntry.STORED);
                    entry.setSize(part.getValue().length);
                    entry.setCrc(sum.getValue());
                }
                zip.putNextEntry(entry);
                zip.write(part.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Puts it together and seals it anew, as only the owner of the seal can. */
    byte[] sealed(Seal seal) {
        return sealed(seal, Instant.parse("2026-11-22T08:00:00Z"));
    }

    /** The same, as if it were done at that time. */
    byte[] sealed(Seal seal, Instant at) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            Container container = new Container(bytes, at);
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                if (!part.getKey().equals("mimetype") && !part.getKey().startsWith("META-INF/")) {
                    container.add(part.getKey(), "text/plain", part.getValue());
                }
            }
            container.finish(seal);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
