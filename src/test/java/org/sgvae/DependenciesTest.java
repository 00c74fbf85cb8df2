package org.sgvae;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.NodeList;

/** Who embeds the library gets EJML and nothing else: every other dependency is a tool, a test's, or optional. */
class DependenciesTest {
    @Test
    void embedder_getsEjmlOnly() throws Exception {
        try (var pom = Files.newInputStream(Path.of("pom.xml"))) {
            var document =
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(pom);
            var reached = (NodeList) XPathFactory.newInstance()
                    .newXPath()
                    .evaluate(
                            "/project/dependencies/dependency[not(scope) and not(optional = 'true')]/artifactId",
                            document,
                            XPathConstants.NODESET);
            List<String> names = new ArrayList<>();
            for (int i = 0; i < reached.getLength(); i++) {
                names.add(reached.item(i).getTextContent());
            }
            assertThat(names).containsExactly("ejml-ddense");
        }
    }
}
