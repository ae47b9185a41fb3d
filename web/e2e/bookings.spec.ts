import { expect, fitsItsWidth, largestGroup, settled, test, withoutBarriers } from './signed-in'

test('a venue is offered and booked; a second booking at the same time is refused with who has it', async ({
  page,
  request,
  areas,
}) => {
  const group = await largestGroup(request, areas)
  await page.goto(`/groups/${group.id}`)
  await settled(page)
  await page.getByRole('link', { name: '场馆设备', exact: true }).click()
  await expect(page.getByRole('heading', { name: '还没有共享的场馆和设备' })).toBeVisible()
  await withoutBarriers(page)

  await page.getByRole('button', { name: '提供场馆或设备' }).first().click()
  const offer = page.getByRole('dialog', { name: '提供场馆或设备' })
  await offer.getByRole('combobox', { name: '所属学校' }).click()
  await page.getByRole('option').first().click()
  await offer.getByLabel('名称').fill('游泳馆')
  await offer.getByRole('button', { name: '提供场馆或设备' }).click()
  await expect(page.getByRole('rowheader', { name: /游泳馆/ })).toBeVisible()

  const book = async () => {
    await page.getByRole('button', { name: '下一周' }).click()
    await page
      .getByRole('button', { name: /^预约 游泳馆/ })
      .first()
      .click()
    const dialog = page.getByRole('dialog', { name: '预约' })
    await dialog.getByRole('combobox', { name: '使用学校' }).click()
    await page.getByRole('option').last().click()
    await dialog.getByLabel('用途').fill('五年级游泳课')
    await dialog.getByRole('button', { name: '预约', exact: true }).click()
    return dialog
  }
  await book()
  const chip = page.getByRole('button', { name: /14:00–15:00/ })
  await expect(chip).toBeVisible()
  await withoutBarriers(page)
  await page.getByRole('button', { name: '本周' }).click()
  const again = await book()
  await expect(again).toContainText('已预约 14:00 到 15:00')
  await again.getByRole('button', { name: '取消' }).click()
  await chip.click()
  await page.getByRole('button', { name: '取消预约' }).click()
  await expect(chip).toHaveCount(0)
  await page.setViewportSize({ width: 390, height: 800 })
  await fitsItsWidth(page)
})
