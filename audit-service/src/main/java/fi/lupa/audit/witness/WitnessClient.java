// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.witness;

import fi.lupa.audit.merkle.note.ConsistencyText;
import fi.lupa.audit.merkle.note.MalformedNoteException;
import fi.lupa.audit.merkle.note.NoteKey;
import fi.lupa.audit.merkle.note.SignedNote;
import fi.lupa.audit.merkle.note.TrustPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** Shows checkpoints to one witness by {@code add-checkpoint} of c2sp.org/tlog-witness, and believes a cosignature only once it verifies. */
final class WitnessClient {

    private static final Pattern SIZE = Pattern.compile("(0|[1-9]\\d{0,17})\n?");
    private static final int LARGEST = 1 << 14;
    private static final int OK = 200;
    private static final int CONFLICT = 409;
    private static final int UNPROCESSABLE = 422;
    private static final long LATEST = 253_402_300_799L;

    private final NoteKey key;
    private final URI address;
    private final Duration limit;
    private final HttpClient client;

    WitnessClient(TrustPolicy.Witness witness, Duration limit) {
        this.key = witness.key();
        this.address = URI.create(Objects.requireNonNull(witness.url()).replaceAll("/+$", "") + "/add-checkpoint");
        this.limit = limit;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(limit)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** Asks for a cosignature under a checkpoint that has grown as the proof shows. */
    WitnessAnswer cosigned(ConsistencyText grown) {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(limit)
                .header("Content-Type", "text/plain; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(grown.text()))
                .build();
        try {
            HttpResponse<InputStream> answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            byte[] bytes = whole(answer.body());
            return bytes.length > LARGEST
                    ? new WitnessAnswer.Failed("TOO_LONG")
                    : read(answer.statusCode(), new String(bytes, StandardCharsets.UTF_8), grown.checkpoint());
        } catch (IOException | ExecutionException | TimeoutException e) {
            return new WitnessAnswer.Failed("UNREACHABLE");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new WitnessAnswer.Failed("INTERRUPTED");
        }
    }

    /** The client's own limit ends with the head of an answer. */
    private byte[] whole(InputStream body)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        try (body) {
            FutureTask<byte[]> reading = new FutureTask<>(() -> body.readNBytes(LARGEST + 1));
            Thread reader = new Thread(reading, "witness-answer");
            reader.setDaemon(true);
            reader.start();
            return reading.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private WitnessAnswer read(int status, String body, SignedNote checkpoint) {
        return switch (status) {
            case OK -> cosignature(body, checkpoint);
            case CONFLICT ->
                new WitnessAnswer.Elsewhere(SIZE.matcher(body).matches() ? Long.parseLong(body.strip()) : -1);
            case UNPROCESSABLE -> new WitnessAnswer.Unproven();
            default -> new WitnessAnswer.Failed("HTTP_" + status);
        };
    }

    private WitnessAnswer cosignature(String lines, SignedNote checkpoint) {
        try {
            SignedNote cosigned = checkpoint.with(lines);
            boolean ours = cosigned.verifiedBy(List.of(key)).contains(key);
            long seconds = ours ? cosigned.cosignedAt(key) : 0;
            return seconds > 0 && seconds <= LATEST
                    ? new WitnessAnswer.Cosigned(cosigned.lineOf(key).orElseThrow(), Instant.ofEpochSecond(seconds))
                    : new WitnessAnswer.Failed("NO_COSIGNATURE");
        } catch (MalformedNoteException e) {
            return new WitnessAnswer.Failed("FALSE_COSIGNATURE");
        }
    }
}
