// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.time;

import fi.lupa.platform.key.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;

/** Asks an authority for the time, and believes it only when the answer is over what was asked and signed by whom it should be. */
final class TimestampAuthority {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int LARGEST = 1 << 16;
    private static final int OK = 200;
    private static final int NONCE_BITS = 128;

    private final URI address;
    private final StampSigner signer;
    private final SecureRandom random;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(LIMIT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    TimestampAuthority(URI address, List<X509Certificate> trusted, SecureRandom random) {
        this.address = address;
        this.signer = new StampSigner(trusted);
        this.random = random;
    }

    /** The authority's answer, as it came, and the time in it. */
    @SuppressWarnings("ArrayRecordComponent") // Stored and delivered, never compared.
    record Stamp(byte[] response, Instant at) {}

    /** Returns a stamp over the content; throws {@link NotStampedException} with the reason. */
    Stamp over(byte[] content) {
        TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
        generator.setCertReq(true);
        TimeStampRequest request =
                generator.generate(TSPAlgorithms.SHA256, Digests.sha256(content), new BigInteger(NONCE_BITS, random));
        try {
            return stamp(request, send(request.getEncoded()));
        } catch (IOException e) {
            throw new NotStampedException("UNREACHABLE");
        }
    }

    /** Reads an answer of whoever is there; throws {@link NotStampedException} unless it is what was asked for. */
    Stamp stamp(TimeStampRequest request, byte[] answer) {
        TimeStampResponse response = parsed(answer);
        try {
            response.validate(request);
            if (response.getTimeStampToken() == null) {
                throw new NotStampedException("REFUSED_STATUS_" + response.getStatus());
            }
            signer.require(response.getTimeStampToken());
            Instant at =
                    response.getTimeStampToken().getTimeStampInfo().getGenTime().toInstant();
            return new Stamp(answer, at);
        } catch (TSPException e) {
            throw new NotStampedException("ANOTHER_STAMP_THAN_ASKED_FOR");
        }
    }

    /** On bytes that are no answer the library throws whatever comes of them. */
    private static TimeStampResponse parsed(byte[] answer) {
        try {
            return new TimeStampResponse(answer);
        } catch (TSPException | IOException | RuntimeException e) {
            throw new NotStampedException("NOT_AN_ANSWER");
        }
    }

    private byte[] send(byte[] query) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(LIMIT)
                .header("Content-Type", "application/timestamp-query")
                .POST(HttpRequest.BodyPublishers.ofByteArray(query))
                .build();
        try {
            HttpResponse<InputStream> answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                byte[] bytes = body.readNBytes(LARGEST + 1);
                if (answer.statusCode() != OK || bytes.length > LARGEST) {
                    throw new NotStampedException(bytes.length > LARGEST ? "TOO_LONG" : "HTTP_" + answer.statusCode());
                }
                return bytes;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotStampedException("INTERRUPTED");
        }
    }

    /** There is no stamp, or none to be relied upon. */
    static final class NotStampedException extends RuntimeException {

        private static final long serialVersionUID = 1;

        NotStampedException(String reason) {
            super(reason, null, false, false);
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }
}
