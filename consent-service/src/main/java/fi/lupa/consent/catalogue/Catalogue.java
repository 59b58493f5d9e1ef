// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.catalogue;

import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.id.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The current catalogue, read inside a transaction that {@link fi.lupa.consent.store.Transactions} opened for the tenant (a read or a
 * write); outside of one it throws IllegalStateException, for row-level security would show an empty catalogue.
 */
public interface Catalogue {

    /** The controller with this key. */
    Optional<Controller> controller(TenantId tenant, String key);

    /** The controller as some capture found it last, outside of any transaction; it may have changed since. */
    Optional<Controller> lastKnown(TenantId tenant, String key);

    /** Remembers, for {@link #lastKnown}, how a capture has found a controller. */
    void found(TenantId tenant, Controller controller);

    /** Who a controller is and how it is reached. */
    Optional<ControllerContact> contactOf(TenantId tenant, String key);

    /** The current version of a controller's purpose. */
    Optional<Purpose> purpose(TenantId tenant, String controller, String key);

    /** The current versions of all purposes of a controller. */
    List<Purpose> purposesOf(TenantId tenant, String controller);

    /** One version of a notice. */
    Optional<NoticeVersion> notice(TenantId tenant, String id, String version);

    /** The versions of the same notice that were recorded after this one, oldest first. */
    List<NoticeVersion> noticesAfter(TenantId tenant, NoticeVersion version);

    /** All versions of a notice with their words, in the order in which they were recorded; none if there is no such notice. */
    List<NoticeText> noticeVersions(TenantId tenant, String id);

    /** The notice under which a consent for the purpose is asked for now: the one that came into force last, if there is any. */
    Optional<NoticeText> noticeFor(TenantId tenant, String controller, String purpose, Instant at);

    /** All mandates in which the client is the processor, whatever their dates. */
    List<Mandate> mandatesOf(TenantId tenant, String client);

    /** All arrangements that the controller is part of, whatever their dates. */
    List<Arrangement> arrangementsOf(TenantId tenant, String controller);

    /** The partner with this key, whatever its dates. */
    Optional<Partner> partner(TenantId tenant, String key);

    /** The partners that a client speaks for. */
    List<Partner> partnersOf(TenantId tenant, String client);

    /**
     * Tells whether the caller, whose token names the controller, may capture for purpose and channel: the controller's own client always,
     * a processor within a mandate in force.
     */
    boolean mayCapture(Caller caller, Controller controller, String purpose, @Nullable Channel channel, Instant at);
}
