package org.sgvae.explore;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.sgvae.json.Json;
import org.sgvae.json.JsonObject;
import org.sgvae.json.JsonPlace;
import org.sgvae.report.PageResource;

/**
 * Serves the explorer to browsers on this machine, and to nobody else.
 *
 * <p>It listens on a loopback address only. A request whose {@code Host} is not that address is refused, so that no
 * other site can reach it
 * by a name that it makes to point here (DNS rebinding); one with a foreign {@code Origin}, too. The page may load
 * nothing from elsewhere.
 */
public final class ExplorerServer implements AutoCloseable {
    private static final String HTTP = "http://";
    private static final int THREADS = 2;
    private static final int LONGEST_QUESTION = 1 << 16; // bytes
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final HttpServer server;
    private final ExecutorService threads;
    private final ExplorerAnswers answers;
    private final Set<String> hosts;

    private ExplorerServer(HttpServer server, ExplorerAnswers answers) {
        this.server = server;
        this.answers = answers;
        threads = Executors.newFixedThreadPool(THREADS);
        int port = server.getAddress().getPort();
        hosts = Set.of("127.0.0.1:" + port, "localhost:" + port, "[::1]:" + port);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
    }

    /**
     * Begins to serve.
     *
     * @param map what is explored
     * @param name name of the run, as the page shows it
     * @param address where to listen: a loopback address
     * @param port the port, or 0 for one that is free
     * @return the server
     * @throws IOException if the port is taken
     * @throws IllegalArgumentException if the address is not a loopback address
     */
    public static ExplorerServer start(LatentMap map, String name, InetAddress address, int port) throws IOException {
        if (!address.isLoopbackAddress()) {
            throw new IllegalArgumentException(
                    address.getHostAddress() + ": not a loopback address; the explorer is for this machine only");
        }
        HttpServer server = HttpServer.create(new InetSocketAddress(address, port), 0);
        ExplorerServer explorer = new ExplorerServer(server, new ExplorerAnswers(map, name));
        server.start();
        return explorer;
    }

    /** {@return where the page is} */
    public URI uri() {
        String host = server.getAddress().getAddress().getHostAddress();
        return URI.create(HTTP + (host.contains(":") ? "[::1]" : host) + ":"
                + server.getAddress().getPort() + "/");
    }

    /** Stops at once; answers in work are cut off. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Headers headers = exchange.getRequestHeaders();
            String origin = headers.getFirst("Origin");
            if (!isHere(headers.getFirst("Host"))
                    || (origin != null && !(origin.startsWith(HTTP) && isHere(origin.substring(HTTP.length()))))) {
                send(exchange, 403, "text/plain", "this server answers pages of its own only\n");
                return;
            }
            String path = exchange.getRequestURI().getPath();
            switch (exchange.getRequestMethod()) {
                case "GET" -> get(exchange, path);
                case "POST" -> post(exchange, path);
                default -> send(exchange, 405, "text/plain", "GET and POST only\n");
            }
        }
    }

    private boolean isHere(@Nullable String host) {
        return host != null && hosts.contains(host.toLowerCase(Locale.ROOT));
    }

    private void get(HttpExchange exchange, String path) throws IOException {
        switch (path) {
            case "/" -> send(exchange, 200, "text/html", PageResource.text("explore.html"));
            case "/page.css" -> send(exchange, 200, "text/css", PageResource.style());
            case "/graph.js" -> send(exchange, 200, "text/javascript", PageResource.text("graph.js"));
            case "/explore.js" -> send(exchange, 200, "text/javascript", PageResource.text("explore.js"));
            case "/map" -> send(exchange, 200, "application/json", Json.compact(answers.map()));
            default -> send(exchange, 404, "text/plain", "nothing here\n");
        }
    }

    private void post(HttpExchange exchange, String path) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(LONGEST_QUESTION + 1);
        if (body.length > LONGEST_QUESTION) {
            send(exchange, 413, "text/plain", "too long\n");
            return;
        }
        String answer;
        int status = 200;
        try {
            JsonPlace question = Json.read(body, "question");
            JsonObject found = switch (path) {
                case "/decode" -> answers.decode(question);
                case "/path" -> answers.path(question);
                case "/encode" -> answers.encode(question);
                default -> throw new IllegalArgumentException("no such question");
            };
            answer = Json.compact(found);
        } catch (IllegalArgumentException e) {
            status = 400;
            answer = Json.compact(JsonObject.builder()
                    .put("error", String.valueOf(e.getMessage()))
                    .build());
        }
        send(exchange, status, "application/json", answer);
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type + "; charset=utf-8");
        headers.set("Content-Security-Policy", POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
