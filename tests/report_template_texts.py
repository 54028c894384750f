"""The method of the report in words a layman understands; the administration rewords it in Word."""

BASIS = """
    Grundlage ist der Maßnahmenkatalog in {% if vergleich %}den Ausgaben {{ vorjahr }} und {{ jahr }}{% else %}der
    Ausgabe {{ jahr }}{% endif %}. Ein Programm hat den Katalog gelesen, die Tabellen in einzelne Maßnahmen zerlegt
    und zu jeder Angabe die Fundstelle festgehalten. Der Wortlaut ist unverändert; nur Zeilenumbrüche und
    Trennstriche am Zeilenende sind aufgelöst.
"""
MATCHING = """
    Welche Maßnahme {{ jahr }} zu welcher Maßnahme {{ vorjahr }} gehört, entscheidet der Inhalt, nicht die Nummer.
    Das Programm vergleicht die Wörter der Texte; seltene Wörter zählen mehr als häufige. So erkennt es auch
    umformulierte, neu nummerierte, aufgeteilte und zusammengeführte Maßnahmen. Jede Zuordnung ist mit ihrer
    Begründung in der Datei „{{ abgleich_datei }}“ nachzulesen.
"""
COUNTING = """
    Die Kataloge beschreiben den Status in freien Worten. Eine Liste der Stadt ordnet jedem Wortlaut einen Status
    zu. Was nicht in der Liste steht, wird nicht geraten, sondern unverändert gezeigt und als Hinweis aufgeführt.
    {{ zaehlweise }}
"""
JUDGING = """
    Ein Statuswechsel ist ein Fortschritt, wenn die Maßnahme damit der Umsetzung näher ist oder ihr Termin
    vorgezogen wurde, und ein Rückschritt, wenn sie weiter davon entfernt ist, zurückgestellt wurde oder ihr Termin
    verschoben oder verstrichen ist. Gleichbleibend heißt: Nur die Worte sind andere. Lässt sich ein Wechsel nicht
    eindeutig einordnen, ist er als „zu prüfen“ gekennzeichnet. Die Regeln dafür stehen in einer Tabelle der Stadt.
"""
LIMITS = """
    Der Bericht gibt wieder, was im Katalog steht. Ob die Angaben zutreffen, kann das Programm nicht beurteilen.
    Zweifel beim Lesen oder Zuordnen sind als Hinweise zur Durchsicht genannt.
"""
CHECKING = """
    Die Prüfsummen unter „Quellen“ weisen nach, aus welchen Dateien der Bericht entstanden ist: Ändert sich in
    einer Datei auch nur ein Zeichen, ergibt sich eine andere Prüfsumme. Aus denselben Dateien entsteht immer
    derselbe Bericht.
"""
CHANGE_LOG = """
    Die Datei „{{ protokoll_datei }}“ führt jede Änderung einzeln auf: bisheriger und neuer Wortlaut, Datei und
    Seite in beiden Ausgaben. Die Datei „Pruefbericht.html“ zeigt zu jeder Nummer das Bild der Stelle in beiden
    Katalogen.
"""
