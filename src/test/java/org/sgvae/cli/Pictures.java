package org.sgvae.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.openqa.selenium.Dimension;
import org.sgvae.explore.ExplorerServer;
import org.sgvae.explore.LatentMap;
import org.sgvae.parallel.Workers;
import org.sgvae.report.Browser;
import org.sgvae.report.RunReport;
import org.sgvae.sgvae.Sgvae;
import org.sgvae.train.RunDirectory;

/** Makes the README's pictures of report, walk and explorer; arguments: a run directory and where to. */
public final class Pictures {
    private Pictures() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Path run = Path.of(args[0]);
        Path out = Files.createDirectories(Path.of(args[1]));
        RunDirectory directory = RunDirectory.open(run);
        try (Workers workers = new Workers(2);
                Browser browser = Browser.start("--hide-scrollbars")) {
            browser.driver().manage().window().setSize(new Dimension(1000, 850));
            Path page = RunReport.of(List.of(run)).write(run.resolve("report"), workers);
            browser.open(page.toUri().toString());
            browser.script("document.getElementById('training').scrollIntoView()");
            browser.screenshot(out.resolve("report.png"));
            browser.script("document.getElementById('walk').scrollIntoView()");
            int steps = Integer.parseInt(browser.find("#walk-slider").getDomProperty("max"));
            for (int i = 0; i < steps - 2; i++) {
                browser.find("#walk-next").click();
            }
            browser.screenshot(out.resolve("walk.png"));
            LatentMap map = LatentMap.of(
                    (Sgvae) directory.readModel(),
                    directory.readParts().train(),
                    directory.readMaxNodes(),
                    Optional.empty(),
                    workers);
            try (ExplorerServer server = ExplorerServer.start(map, "first", InetAddress.getLoopbackAddress(), 0)) {
                browser.open(server.uri().toString());
                browser.await(() -> browser.all("#built figure").size() == 8, "graphs");
                browser.screenshot(out.resolve("explorer.png"));
            }
        }
    }
}
