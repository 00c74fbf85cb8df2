package org.sgvae.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.sgvae.cli.option.RunOption;
import org.sgvae.cli.option.ThreadsOption;
import org.sgvae.cli.terminal.StopSignal;
import org.sgvae.explore.ExplorerServer;
import org.sgvae.explore.LatentMap;
import org.sgvae.model.LatentModel;
import org.sgvae.molecule.Legend;
import org.sgvae.parallel.Workers;
import org.sgvae.train.RunDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Serves a live map of a run's latent codes to a browser on this machine. */
@Command(
        name = "explore",
        description = {
            "Serves a page to a browser on this machine: a map of the latent codes, on which a click shows what"
                    + " is built"
                    + " there; paths between two codes; a graph of your own, drawn or pasted, and its code.",
            "Nobody else can reach it: it listens on a loopback address and refuses requests in other names. Ends on"
                    + " Ctrl-C."
        },
        footer = {"%nExample:", "  sgvae explore --run runs/first"})
final class ExploreCommand implements Callable<Integer> {
    private static final long PAUSE_MILLIS = 100;

    @Spec
    private CommandSpec spec;

    @Mixin
    private RunOption run;

    @Option(
            names = "--port",
            paramLabel = "P",
            defaultValue = "0",
            description = "Port to listen on. Default: one that is free.")
    private int port;

    @Option(
            names = "--address",
            paramLabel = "A",
            defaultValue = "127.0.0.1",
            description = "Loopback address to listen on. Default: ${DEFAULT-VALUE}.")
    private String address;

    @Mixin
    private ThreadsOption threads;

    @Override
    public Integer call() throws IOException {
        InetAddress loopback = loopback();
        RunDirectory directory = run.open();
        LatentModel model = directory
                .readModel()
                .latent()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), run + ": a model without latent code; explore the run of an SGVAE"));
        LatentMap map;
        try (Workers workers = threads.start()) {
            map = LatentMap.of(
                    model,
                    directory.readParts().train(),
                    directory.readMaxNodes(),
                    Legend.ofRun(directory.config()),
                    workers);
        }
        Path name = run.path().toAbsolutePath().normalize().getFileName();
        PrintWriter print = spec.commandLine().getOut();
        try (StopSignal stop = new StopSignal();
                ExplorerServer server = ExplorerServer.start(map, String.valueOf(name), loopback, port)) {
            print.println("open in a browser: " + server.uri() + " (Ctrl-C ends it)");
            print.flush();
            while (!stop.requested()) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private InetAddress loopback() {
        try {
            InetAddress found = InetAddress.getByName(address);
            if (found.isLoopbackAddress()) {
                return found;
            }
        } catch (UnknownHostException e) {
            // no loopback address either
        }
        throw new ParameterException(
                spec.commandLine(),
                "--address " + address
                        + ": not a loopback address; the explorer is for this machine only, use 127.0.0.1");
    }
}
