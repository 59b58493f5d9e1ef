// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.support;

import static io.restassured.RestAssured.given;

import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.identifier.IdentifierKey;
import fi.lupa.platform.identifier.IdentifierKeys;
import fi.lupa.platform.identifier.IdentifierType;
import fi.lupa.platform.identifier.Normalisation;
import fi.lupa.platform.identifier.NormalisedIdentifier;
import fi.lupa.platform.identifier.RawIdentifier;
import fi.lupa.platform.token.LinkKeyFile;
import fi.lupa.platform.token.RevisionToken;
import fi.lupa.platform.token.RevisionTokens;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.config.ConfigProvider;

/** A tenant of its own with one controller and a newsletter, the relay that feeds it, and callers that ask. */
public final class World implements AutoCloseable {

    /** Where a request stands that is complete but for its recipient. */
    public static final String CONTROLLER = "kysely";

    private static final AtomicLong XID = new AtomicLong(1_000);

    private final String tenantKey = "t-" + UUID.randomUUID();
    private final UUID domain = UUID.randomUUID();
    private final IdentifierKeys keys = IdentifierKeys.load(Path.of(setting(PreferenceStack.KEYSET)));
    private final RevisionTokens tokens =
            new RevisionTokens(LinkKeyFile.load(Path.of(setting(PreferenceStack.LINK_KEY))));
    private final Relay relay = new Relay(setting("kafka.bootstrap.servers"));

    /** Makes the tenant and publishes its catalogue. */
    public static World withCatalogue() {
        return withFreshness("PT1H");
    }

    /** The same, where state may be so old. */
    public static World withFreshness(String limit) {
        World world = new World();
        long xid = nextXid();
        world.relay.entry(CatalogueJson.controller(world.tenant(), CONTROLLER, world.domain, limit, xid));
        world.relay.entry(CatalogueJson.newsletter(world.tenant(), CONTROLLER, xid));
        world.relay.entry(CatalogueJson.notice(world.tenant(), CONTROLLER, xid));
        return world;
    }

    private static String setting(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }

    /** The next transaction. */
    public static long nextXid() {
        return XID.incrementAndGet();
    }

    /** The tenant's id. */
    public TenantId tenant() {
        return TenantId.ofKey(tenantKey);
    }

    /** The controller's identity domain. */
    public UUID domain() {
        return domain;
    }

    /** The stand-in for the relay. */
    public Relay relay() {
        return relay;
    }

    /** The key under which an address is looked up. */
    public IdentifierKey key(String email) {
        return key(IdentifierType.EMAIL, email);
    }

    /** The key under which an identifier is looked up. */
    public IdentifierKey key(IdentifierType type, String value) {
        NormalisedIdentifier identifier =
                (NormalisedIdentifier) Normalisation.normalise(new RawIdentifier(type, value, null), "FI");
        return keys.current(domain, identifier);
    }

    /** A person with this address who has consented, not yet published. */
    public StateJson consented(String email) {
        return StateJson.given(tenant(), domain, CONTROLLER, key(email), nextXid());
    }

    /** Publishes states and marks that vouch for them; returns the token of the last once all of it has been read. */
    public String publish(StateJson... states) {
        for (StateJson state : states) {
            relay.state(state);
        }
        String after = token(nextXid());
        Until.holds("what was published has been read", () -> {
            relay.mark(1, nextXid());
            return askOnce("nobody@example.fi", after).statusCode() != 503;
        });
        return token(states[states.length - 1].xid());
    }

    /** Publishes the block of a list that only grows, with this key on it; returns the block's key on the topic. */
    public String suppress(String list, IdentifierKey listed) {
        byte[] bytes = listed.bytes();
        String block = "%02x%x".formatted(bytes[0], (bytes[1] >> 4) & 0xf);
        String key = tenant().value() + ":" + list + ":-:" + block;
        relay.send(
                Relay.SUPPRESSIONS,
                null,
                key,
                """
                {"tenant":"%s","list":"%s","slot":null,"block":"%s","epoch":1,"xid":"%d",
                 "entries":[{"key":"%s","keyVersion":%d,"reason":"SOMETHING_NEW"}]}
                """.formatted(tenant().value(), list, block, nextXid(), listed.base64Url(), listed.version()),
                "fi.lupa.suppression-block.v1");
        return key;
    }

    /** A revision token of this tenant. */
    public String token(long xid) {
        return tokens.mint(new RevisionToken(tenant(), 1, xid));
    }

    /** A revision token that no consent-service has minted for this tenant. */
    public String foreignToken(long xid) {
        return tokens.mint(new RevisionToken(new TenantId(UUID.randomUUID()), 1, xid));
    }

    /** An access token of the tenant. */
    public String access(String client, List<String> controllers, String scopes) {
        Map<String, Object> claims = Map.of(
                "sub",
                client,
                "azp",
                client,
                "aud",
                "lupa",
                "tenant",
                tenantKey,
                "controllers",
                controllers,
                "scope",
                scopes);
        return PreferenceStack.stack().issuer().mint(claims, Duration.ofMinutes(5));
    }

    /** Asks about the newsletter with more members, which begin with a comma. */
    public Response askWith(String client, String email, String members) {
        return post(
                access(client, List.of(CONTROLLER), "decision:read decision:explain"), "/v1/decisions", """
                {"controller":"%s","purpose":"newsletter","channel":"EMAIL","recipient":{"type":"EMAIL","value":"%s"}%s}
                """.formatted(
                                CONTROLLER, email, members));
    }

    /** Asks about the newsletter with {@code decision:explain}. */
    public Response ask(String email, String atLeast) {
        return ask("marketing-tool", "decision:read decision:explain", email, atLeast);
    }

    /** The same, and takes "not now" for an answer. */
    public Response askOnce(String email, String atLeast) {
        return once("marketing-tool", "decision:read decision:explain", email, atLeast);
    }

    /** Asks as this client, again while what it must have seen has not come: a question's own second may be too short here. */
    public Response ask(String client, String scopes, String email, String atLeast) {
        Response[] answer = {once(client, scopes, email, atLeast)};
        if (!atLeast.isEmpty()) {
            Until.holds("it is answered", () -> {
                if (answer[0].statusCode() == 503) {
                    answer[0] = once(client, scopes, email, atLeast);
                }
                return answer[0].statusCode() != 503;
            });
        }
        return answer[0];
    }

    private Response once(String client, String scopes, String email, String atLeast) {
        return post(access(client, List.of(CONTROLLER), scopes), "/v1/decisions", """
                {"controller":"%s","purpose":"newsletter","channel":"EMAIL","recipient":{"type":"EMAIL","value":"%s"},
                 "atLeast":%s}
                """.formatted(
                        CONTROLLER, email, atLeast.isEmpty() ? "null" : "\"" + atLeast + "\""));
    }

    /** Posts a body. */
    public Response post(String access, String path, String body) {
        return given().auth()
                .oauth2(access)
                .contentType(ContentType.JSON)
                .body(body)
                .post(path);
    }

    @Override
    public void close() {
        relay.close();
    }
}
