// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract.asic;

import fi.lupa.platform.key.Digests;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes one container, part after part, to a stream that stays the caller's. The same parts and time give the same bytes. */
public final class Container {

    /** What the container is, as it says itself in its first entry. */
    public static final String MEDIA_TYPE = "application/vnd.etsi.asic-e+zip";

    static final String MANIFEST = "META-INF/ASiCManifest001.xml";
    static final String SIGNATURE = "META-INF/signature001.p7s";

    private final ZipOutputStream zip;
    private final Instant time;
    private final Map<String, Part> parts = new LinkedHashMap<>();

    /** Begins the container; the time stands at every entry and in the seal. */
    public Container(OutputStream out, Instant time) throws IOException {
        this.zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        this.zip.setLevel(Deflater.BEST_SPEED);
        this.time = time;
        byte[] type = MEDIA_TYPE.getBytes(StandardCharsets.US_ASCII);
        ZipEntry entry = entry("mimetype");
        CRC32 sum = new CRC32();
        sum.update(type);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(type.length);
        entry.setCrc(sum.getValue());
        zip.putNextEntry(entry);
        zip.write(type);
        zip.closeEntry();
    }

    /** Begins a part; it ends when the stream is closed, before the next one begins. */
    public OutputStream begin(String name, String mediaType) throws IOException {
        zip.putNextEntry(entry(name));
        MessageDigest digest = Digests.newSha256();
        return new FilterOutputStream(new DigestOutputStream(zip, digest)) {
            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                out.write(bytes, from, length);
            }

            @Override
            public void close() throws IOException {
                zip.closeEntry();
                parts.put(name, new Part(name, mediaType, digest.digest()));
            }
        };
    }

    /** Writes a whole part. */
    public void add(String name, String mediaType, byte[] content) throws IOException {
        try (OutputStream part = begin(name, mediaType)) {
            part.write(content);
        }
    }

    /** Writes a whole part of text. */
    public void add(String name, String mediaType, String content) throws IOException {
        add(name, mediaType, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the SHA-256 of each part written so far, hexadecimal, in their order. */
    public Map<String, String> fingerprints() {
        Map<String, String> fingerprints = new LinkedHashMap<>();
        parts.forEach((name, part) -> fingerprints.put(name, HexFormat.of().formatHex(part.sha256())));
        return fingerprints;
    }

    /** Seals every part and ends the container. */
    public void finish(Seal seal) throws IOException {
        byte[] manifest = AsicManifest.of(parts.values(), SIGNATURE);
        zip.putNextEntry(entry(MANIFEST));
        zip.write(manifest);
        zip.putNextEntry(entry(SIGNATURE));
        zip.write(seal.over(manifest, time));
        zip.closeEntry();
        zip.finish();
        zip.flush();
    }

    private ZipEntry entry(String name) {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(LocalDateTime.ofInstant(time, ZoneOffset.UTC));
        return entry;
    }

    /** A part that is written. */
    @SuppressWarnings("ArrayRecordComponent") // Written once, never compared.
    record Part(String name, String mediaType, byte[] sha256) {}
}
