// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import fi.lupa.audit.checkpoint.LogKeys;
import fi.lupa.audit.extract.asic.Container;
import fi.lupa.audit.extract.asic.Seal;
import fi.lupa.audit.serving.TenantReads;
import fi.lupa.audit.witness.Witnesses;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.id.Timestamps;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;

/** Gives out bundles, each written while it is sent; none without a seal, a checkpoint or a release. */
@Singleton
final class Bundles {

    private final ExtractConfig config;
    private final TenantReads reads;
    private final LogKeys keys;
    private final Witnesses witnesses;
    private final InstantSource clock;
    private final Optional<Seal> seal;
    private final Semaphore places;

    Bundles(ExtractConfig config, TenantReads reads, LogKeys keys, Witnesses witnesses, InstantSource clock) {
        this.config = config;
        this.reads = reads;
        this.keys = keys;
        this.witnesses = witnesses;
        this.clock = clock;
        this.seal = config.sealKey().map(key -> Seal.of(key, certificate(config)));
        this.places = new Semaphore(config.concurrentBundles());
    }

    private static Path certificate(ExtractConfig config) {
        return config.sealCertificate()
                .orElseThrow(() ->
                        new IllegalStateException("lupa.audit.extracts.seal-key is set, seal-certificate is not"));
    }

    /** Refuses what could only be issued unsealed. */
    void requireSeal() {
        if (seal.isEmpty() || !keys.exist()) {
            throw new ProblemException(ProblemCode.SEAL_MISSING);
        }
    }

    /** Returns the bundle, to be written once. */
    StreamingOutput of(ExtractCase found, String authorization) {
        BundlePlan plan = plan(found);
        DisclosureSource vault = config.consentService()
                .map(address -> new DisclosureSource(new AskedService(address, authorization)))
                .orElse(null);
        DecisionSource answers = config.preferenceService()
                .map(address -> new DecisionSource(new AskedService(address, authorization)))
                .orElse(null);
        return out -> write(new BundleWriter(plan, reads, vault, answers), out);
    }

    /** Answers with a bundle, to be kept in a file. */
    static Response attached(StreamingOutput bundle, UUID id) {
        return Response.ok(bundle, Container.MEDIA_TYPE)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"extract-" + id + ".asice\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    /** Returns the letter to send with the bundle: the fingerprints come by another way than the file. */
    String letterWith(ExtractCase found) {
        return CoverLetter.of(plan(found), seal.orElseThrow().fingerprint());
    }

    private BundlePlan plan(ExtractCase found) {
        requireSeal();
        requireReady(found.state(clock.instant(), config.availableFor()));
        return reads.read(
                new TenantId(found.extract().tenant()),
                connection -> BundlePlan.of(connection, found, keys, witnesses.policy()));
    }

    private void write(BundleWriter bundle, OutputStream out) throws IOException {
        if (!places.tryAcquire()) {
            throw new ProblemException(ProblemCode.TOO_MANY_REQUESTS);
        }
        try {
            bundle.write(out, seal.orElseThrow(), Timestamps.truncate(clock.instant()));
        } finally {
            places.release();
        }
    }

    private static void requireReady(ExtractCase.State state) {
        switch (state) {
            case READY -> {}
            case EXPIRED -> throw new ProblemException(ProblemCode.EXTRACT_EXPIRED);
            case AWAITING_RELEASE, PREPARING, FAILED -> throw new ProblemException(ProblemCode.EXTRACT_NOT_READY);
        }
    }
}
